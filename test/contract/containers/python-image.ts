import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Engine } from './engine';
import { IMAGE_ENVIRONMENT } from './stand-in';
import { AIRFLOW_HOME, CONTAINER_USER } from '../base';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

/** The stand-in for the Astro Runtime, with a Python and a client of AWS. */
export const PYTHON_IMAGE = 'localhost/airflow-with-python:latest';

/** What a call of STS needs; the descriptions of all other services are far larger. */
const MODULES = ['botocore', 'dateutil', 'jmespath', 'urllib3', 'six.py'];
const KEPT_DATA = /^(?:sts|sso|sso-oidc|[^/]*\.json)$/;

/** Prints where Python's own modules are, and all libraries that it and they need. */
const PLACES = `
import json, os, subprocess, sys, sysconfig
stdlib = sysconfig.get_paths()["stdlib"]
program = os.path.realpath(sys.executable)
modules = os.path.join(stdlib, "lib-dynload")
files = [program] + [os.path.join(modules, name) for name in os.listdir(modules) if name.endswith(".so")]
lines = subprocess.run(["ldd", *files], capture_output=True, text=True).stdout.split()
print(json.dumps({"stdlib": stdlib, "program": program, "site": sysconfig.get_paths()["purelib"], "libraries": sorted({word for word in lines if word.startswith("/") and not word.endswith(":")})}))
`;

/** A server that answers get_caller_identity by the key that it was called with. */
export const STS = `
from http.server import BaseHTTPRequestHandler, HTTPServer
GOOD = '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/alice</Arn><UserId>U</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        key = self.headers["Authorization"].split("Credential=")[1].split("/")[0]
        code = {"AKIAGOOD": None, "ASIAEXPIRED": "ExpiredToken"}.get(key, "InvalidClientTokenId")
        body = (GOOD if code is None else "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error></ErrorResponse>" % code).encode()
        self.send_response(200 if code is None else 403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
HTTPServer(("0.0.0.0", 4566), Handler).serve_forever()
`;

/**
 * Makes the image from this machine's Python, without a network; once in a row.
 *
 * @param base the folder of the image without Python
 */
export async function importPythonImage(run: RowRun, engine: Engine, base: string): Promise<void> {
  const root = path.join(run.work, 'python');
  if (fs.existsSync(root)) {
    return;
  }
  const { python } = pythonEnvironment(run, 'moto');
  const { stdlib, program, site, libraries } = JSON.parse((await mustRun(python, ['-c', PLACES])).stdout) as { stdlib: string; program: string; site: string; libraries: string[] };
  // Of its owners, too.
  await mustRun('cp', ['--archive', base, root]);
  const put = (source: string, target: string, filter: (name: string) => boolean = () => true): void => {
    fs.cpSync(source, path.join(root, target), { recursive: true, dereference: true, filter: (name) => filter(path.relative(source, name)) });
  };
  put(stdlib, stdlib, (name) => !/(?:^|\/)(?:site-packages|dist-packages|test|tests|config-[^/]*|ensurepip|idlelib|tkinter)(?:\/|$)/.test(name));
  put(program, program);
  libraries.forEach((library) => put(library, library));
  MODULES.forEach((name) => put(path.join(site, name), `site/${name}`, (inside) => !inside.startsWith('data/') || KEPT_DATA.test(inside.split('/')[1])));
  fs.symlinkSync(program, path.join(root, 'usr/local/bin/python3'));
  await mustRun('chmod', ['-R', 'a+rX', root]);
  const tar = path.join(run.work, 'python.tar');
  await mustRun('tar', ['--create', '--file', tar, '--directory', root, '.']);
  const changes = [...Object.entries({ ...IMAGE_ENVIRONMENT, PYTHONPATH: '/site' }).map(([key, value]) => `ENV ${key}=${value}`), `USER ${CONTAINER_USER.name}`, `WORKDIR ${AIRFLOW_HOME}`];
  await engine.client('import', ...changes.flatMap((change) => ['--change', change]), tar, PYTHON_IMAGE);
}
