import { NodePackageManager, NodeProject } from 'projen/lib/javascript';
import { Project } from 'projen/lib/project';
import { PythonProject } from 'projen/lib/python';
import { TypeScriptProject } from 'projen/lib/typescript';

// A post-synthesis step would install what the project types depend on.
process.env.PROJEN_DISABLE_POST = 'true';

const NODE = { name: 'orders', defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM };
// projen's own default, a directory ".env", is where the Astro CLI needs a file.
const VENV = { venvOptions: { envdir: '.venv' } };
const PYTHON = { name: 'orders', moduleName: 'orders', version: '0.1.0', authorName: 'A', authorEmail: 'a@example.com' };
const NO_PIP = { pip: false, venv: false, setuptools: false };

/** The kinds of project that a LocalAirflow is put into, at the top of a tree or below a parent. */
export const HOSTS: Record<string, (outdir: string, parent?: Project) => Project> = {
  'Project': (outdir, parent) => new Project({ name: 'orders', outdir, parent }),
  'NodeProject': (outdir, parent) => new NodeProject({ ...NODE, outdir, parent }),
  'TypeScriptProject': (outdir, parent) => new TypeScriptProject({ ...NODE, outdir, parent }),
  'PythonProject with pip': (outdir, parent) => new PythonProject({ ...PYTHON, ...VENV, outdir, parent }),
  'PythonProject with poetry': (outdir, parent) => new PythonProject({ ...PYTHON, ...NO_PIP, poetry: true, outdir, parent }),
  'PythonProject with uv': (outdir, parent) => new PythonProject({ ...PYTHON, ...NO_PIP, uv: true, outdir, parent }),
};
