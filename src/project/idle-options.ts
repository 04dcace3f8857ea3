import type { Project } from 'projen/lib/project';
import type { RcLanguage } from './rc-language';
import type { AstroProjectOptions } from '../astro-project-options';
import { apiName } from '../text/api-name';
import { sample } from '../text/sample';

/** Options of an rc file in one language. */
const OF_LANGUAGE: ReadonlyArray<[keyof AstroProjectOptions, RcLanguage]> = [
  ['projenrcTsOptions', 'TypeScript'],
  ['projenrcJsOptions', 'JavaScript'],
  ['projenrcPythonOptions', 'Python'],
  ['projenrcJsonOptions', 'JSON'],
];

/** Warns of options of a root project that others leave without effect. An organization's class can give them to all its projects, so they are no mistake for sure. */
export function warnOfIdleOptions({ logger }: Project, options: AstroProjectOptions, language: RcLanguage): void {
  const idle = (name: keyof AstroProjectOptions, why: string): void => {
    if (options[name] !== undefined) {
      logger.warn(`${apiName(name)} has no effect ${why}. Remove it.`);
    }
  };
  OF_LANGUAGE.filter(([, other]) => other !== language).forEach(([name]) => idle(name, `with an rc file in ${language}`));
  if (language === 'Python') {
    idle('packageOptions', 'with an rc file in Python, which has no package.json');
  }
  if (options.github === false) {
    idle('githubOptions', `with ${sample('github: false', 'github=False')}`);
  }
}
