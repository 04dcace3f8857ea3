import fs from 'node:fs';
import path from 'node:path';
import { Component } from 'projen/lib/component';
import type { Project } from 'projen/lib/project';
import type { RcLanguage } from './rc-language';
import { rcText, type KeptLines, type RcParts } from './rc-text';
import type { AstroProjectOptions } from '../astro-project-options';
import { projenrcOf } from '../ownership/projenrc-of';
import { AstroAirflowError, reason } from '../text/error';
import { posixRelative } from '../text/posix-path';

/** Path of the rc file from the project's directory. */
export function rcFileOf(language: RcLanguage, options: AstroProjectOptions): string {
  switch (language) {
    case 'TypeScript':
      return options.projenrcTsOptions?.filename ?? '.projenrc.ts';
    case 'JavaScript':
      return options.projenrcJsOptions?.filename ?? '.projenrc.js';
    case 'Python':
      return options.projenrcPythonOptions?.filename ?? '.projenrc.py';
    case 'JSON':
      return '.projenrc.json';
  }
}

/** The rc file that declares a project, from its directory, and its language: of a subproject, those of the root. */
export function rcFileOfTree(project: Project, language: RcLanguage, rcFile: string): { language: RcLanguage; rcFile: string } {
  const filePath = project.parent === undefined ? undefined : projenrcOf(project.root)?.filePath;
  if (filePath === undefined) {
    return { language, rcFile };
  }
  const languages: Readonly<Record<string, RcLanguage>> = { '.py': 'Python', '.json': 'JSON', '.js': 'JavaScript' };
  return { language: languages[path.extname(filePath)] ?? 'TypeScript', rcFile: posixRelative(project.outdir, path.resolve(project.root.outdir, filePath)) };
}

/**
 * Adds projen's component for the rc file, by which "npx projen" runs it. Each is loaded where it is used: they load a good part of projen.
 */
export function addRcFile(project: Project, language: RcLanguage, options: AstroProjectOptions): void {
  if (language === 'TypeScript') {
    const { ProjenrcTs } = require('projen/lib/typescript/projenrc-ts') as typeof import('projen/lib/typescript/projenrc-ts');
    const { filePath } = new ProjenrcTs(project, options.projenrcTsOptions);
    if (options.projenrcTsOptions?.runner === undefined) {
      // projen's default fetches ts-node and a TypeScript on each run, and it cannot use the newest TypeScript.
      // tsx as a loader needs no search of the PATH, which costs projen's own way to call tsx half a second.
      const { TsxLoader } = require('./tsx-loader') as typeof import('./tsx-loader');
      new TsxLoader(project);
      project.defaultTask?.reset(`node --import ./${TsxLoader.PATH} ${filePath}`);
    }
  } else if (language === 'JavaScript') {
    const { Projenrc } = require('projen/lib/javascript/projenrc') as typeof import('projen/lib/javascript/projenrc');
    new Projenrc(project, options.projenrcJsOptions);
  } else if (language === 'Python') {
    const { Projenrc } = require('projen/lib/python/projenrc') as typeof import('projen/lib/python/projenrc');
    const { pythonExec, filePath } = new Projenrc(project, options.projenrcPythonOptions);
    // projen's own runs ".projenrc.py", whatever the name.
    project.defaultTask?.reset(`${pythonExec} ${filePath}`);
  }
}

/**
 * Writes the rc file that `projen new` leaves. It has to be constructed before projen's own component, which renders options alone and
 * leaves a file that is there as it is.
 */
export class NewRcFile extends Component {
  private kept: KeptLines = { patterns: [], attributes: [] };

  public constructor(project: Project, private readonly filePath: string, private readonly parts: Omit<RcParts, keyof KeptLines>) {
    super(project, 'new rc file');
  }

  /** Lines of ignore and attribute files that the user had, which the rc file declares. */
  public keep(lines: KeptLines): void {
    this.kept = lines;
  }

  public projectCreation(): void {
    try {
      fs.writeFileSync(path.resolve(this.project.outdir, this.filePath), rcText({ ...this.parts, ...this.kept }), { flag: 'wx' });
    } catch (error) {
      throw new AstroAirflowError(`${this.filePath} could not be written: ${reason(error)}. Fix the cause, then run "projen new" again in an empty directory.`);
    }
  }
}
