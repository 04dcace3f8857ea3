// A registry of npm for tests: it has the packages whose tarballs lie in a directory, and sends all other requests to the registry that npm
// is set to. Prints its address once it listens.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as path from 'node:path';

const [directory, upstream] = process.argv.slice(2);

/** What each tarball says of itself, read once: npm asks for hundreds of packages. */
const manifests = new Map();

/** A later one of the same name is the latest. */
function packages() {
  const files = fs.readdirSync(directory).filter((name) => name.endsWith('.tgz')).sort();
  for (const file of files.filter((name) => !manifests.has(name))) {
    manifests.set(file, JSON.parse(execFileSync('tar', ['-xOzf', path.join(directory, file), 'package/package.json'], { encoding: 'utf-8' })));
  }
  return files.map((file) => ({ file, manifest: manifests.get(file) }));
}

function packument(name, address) {
  const found = packages().filter(({ manifest }) => manifest.name === name);
  const versions = found.map(({ file, manifest }) => {
    const integrity = `sha512-${createHash('sha512').update(fs.readFileSync(path.join(directory, file))).digest('base64')}`;
    return [manifest.version, { ...manifest, dist: { tarball: `${address}/-/${file}`, integrity } }];
  });
  return found.length === 0 ? undefined : { name, 'dist-tags': { latest: found[found.length - 1].manifest.version }, versions: Object.fromEntries(versions) };
}

const server = http.createServer(({ url }, response) => {
  const address = `http://127.0.0.1:${server.address().port}`;
  if (url.startsWith('/-/') && url.endsWith('.tgz')) {
    response.end(fs.readFileSync(path.join(directory, path.basename(url))));
    return;
  }
  const found = packument(decodeURIComponent(url.slice(1)), address);
  if (found === undefined) {
    response.writeHead(302, { location: new URL(url.slice(1), upstream).href }).end();
  } else {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(found));
  }
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
