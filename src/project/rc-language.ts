import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { isPython } from '../text/jsii-agent';

/** The language of the rc file. */
export type RcLanguage = 'TypeScript' | 'JavaScript' | 'Python' | 'JSON';

/** The options that name the language. */
export interface RcLanguageOptions {
  readonly projenrcTs?: boolean;
  readonly projenrcJs?: boolean;
  readonly projenrcPython?: boolean;
  readonly projenrcJson?: boolean;
}

/**
 * The language of the rc file: the one that an option names, else the one that constructs the project. TypeScript is the default.
 *
 * @param agent what the jsii kernel says of the language it serves (`JSII_AGENT`), for example `Python/3.12.4`
 * @throws AstroAirflowError if the options name more than one, or rule all of them out
 */
export function rcLanguageOf(options: RcLanguageOptions, agent?: string): RcLanguage {
  const byOption: Array<[keyof RcLanguageOptions, RcLanguage]> = [
    ['projenrcTs', 'TypeScript'],
    ['projenrcJs', 'JavaScript'],
    ['projenrcPython', 'Python'],
    ['projenrcJson', 'JSON'],
  ];
  const named = byOption.filter(([option]) => options[option] === true);
  if (named.length > 1) {
    throw new AstroAirflowError(`${named.map(([option]) => apiName(option)).join(' and ')} are ${named.length > 2 ? 'all' : 'both'} true, and a project has one rc file. Keep one of them.`);
  }
  if (named.length === 1) {
    return named[0][1];
  }
  const open = byOption.filter(([option]) => options[option] !== false && option !== 'projenrcJson').map(([, language]) => language);
  const byAgent = isPython(agent) ? 'Python' : 'TypeScript';
  const [language] = open.includes(byAgent) ? [byAgent] : open;
  if (language === undefined) {
    throw new AstroAirflowError(`${apiName('projenrcTs')}, ${apiName('projenrcJs')} and ${apiName('projenrcPython')} are all false, so no rc file would run. Set one of them to true.`);
  }
  return language as RcLanguage;
}
