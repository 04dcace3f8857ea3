import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { lastLine } from '../install-once';
import { NotPrepared, Skipped, type RowRun } from '../row';
import { mustRun } from '../tools/program';

/** What this row uses of a page of playwright. Its types are installed with the site's packages, not with the project's. */
export interface Page {
  goto(url: string, options?: { waitUntil?: 'load' | 'networkidle' }): Promise<unknown>;
  url(): string;
  evaluate<Result>(script: string): Promise<Result>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  waitForSelector(selector: string, options?: { state?: 'attached' | 'visible'; timeout?: number }): Promise<unknown>;
  waitForFunction(script: string, argument?: undefined, options?: { timeout?: number }): Promise<unknown>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  emulateMedia(media: { colorScheme: 'dark' | 'light' }): Promise<void>;
  screenshot(options: { path: string; fullPage?: boolean; clip?: { x: number; y: number; width: number; height: number }; animations?: 'disabled' }): Promise<unknown>;
  on(event: string, listener: (value: any) => void): void;
  close(): Promise<void>;
}

export interface Browser {
  newPage(options?: object): Promise<Page>;
  version(): string;
  close(): Promise<void>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const ROOT = path.resolve(__dirname, '../../..');
const SITE = path.join(ROOT, 'site');

/** Without a sandbox, which root does not have; without a request of its own; and with no name that leads to another machine. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** @throws Skipped if this machine has no Chromium */
export function findChromium(): string {
  const program = (process.env.PATH ?? '').split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find((file) => fs.existsSync(file));
  if (program === undefined) {
    throw new Skipped(`there is no Chromium here: none of ${NAMES.join(', ')} is on the PATH`);
  }
  return program;
}

let installed: Promise<unknown> | undefined;

/** Installs the packages of the site, one of which drives Chromium; once, whichever row comes first. */
export async function installSitePackages(): Promise<void> {
  installed ??= mustRun(process.execPath, ['--import', 'tsx', path.join('site', 'install.ts')], { cwd: ROOT });
  await installed.catch((error: Error) => {
    throw new NotPrepared(`the packages of the site cannot be installed: ${lastLine(error)}`);
  });
}

/** Starts Chromium without a window and with an empty profile. */
export async function startChromium(run: RowRun, program: string): Promise<Browser> {
  const { chromium } = createRequire(path.join(SITE, 'package.json'))('playwright-core') as { chromium: { launch(options: object): Promise<Browser> } };
  const browser = await chromium.launch({ executablePath: program, args: FLAGS, headless: true });
  run.cleanUp(() => void browser.close());
  run.version('Chromium', browser.version());
  return browser;
}
