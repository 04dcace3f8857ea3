import * as fs from 'node:fs';
import * as http from 'node:http';
import * as path from 'node:path';
import type { RowRun } from '../row';
import { listenOnLoopback } from '../tools/listen';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp', '.json': 'application/json', '.xml': 'text/xml', '.txt': 'text/plain',
};

/**
 * Serves a folder as GitHub Pages does: below the name of the repository, and a page without its `.html`.
 *
 * @param base with a slash at both ends
 * @returns the address of the start page
 */
export async function serve(run: RowRun, folder: string, base: string): Promise<string> {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const file = pathname.startsWith(base) ? fileOf(folder, decodeURIComponent(pathname.slice(base.length))) : undefined;
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': TYPES[path.extname(file ?? '.html')] ?? 'application/octet-stream' });
    response.end(fs.readFileSync(file ?? path.join(folder, '404.html')));
  });
  return `${await listenOnLoopback(run, server)}${base}`;
}

function fileOf(folder: string, name: string): string | undefined {
  const file = path.join(folder, name);
  const isFile = (candidate: string): boolean => fs.statSync(candidate, { throwIfNoEntry: false })?.isFile() === true;
  return name.split('/').includes('..') ? undefined : [file, `${file}.html`, path.join(file, 'index.html')].find(isFile);
}
