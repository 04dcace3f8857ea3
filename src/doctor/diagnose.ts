import { GROUPS, type Check, type Finding, type Judgement } from './check';
import { CHECKS } from './checks/index';
import type { Commands, Facts } from './facts';
import { DOCTOR, LOGIN, PROJEN } from '../host/host-session';
import { docPage } from '../text/doc-page';
import { safeText } from '../text/error';
import { printable } from '../text/printable';
import { secretInValue } from '../text/secret-value';

/** What a key could be made of, without the marks of a sentence. */
const LONG_WORD = /[\w+/=-]{16,}/g;

/** What all checks find, group by group. */
export function diagnose(facts: Facts, checks: readonly Check[] = CHECKS): Finding[] {
  const findings = checks.flatMap((check) => check.judge(facts).map((judgement) => findingOf(check, judgement, facts.commands)));
  return Object.keys(GROUPS).flatMap((group) => findings.filter((finding) => finding.group === group));
}

/** The exit code of a diagnosis: 1 where something fails. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ verdict }) => verdict === 'failure') ? 1 : 0;
}

function findingOf({ id, group }: Check, { verdict, line, fix }: Judgement, { write, login, doctor }: Commands): Finding {
  // The texts of src/host leave places for these commands.
  const text = (one: string): string => safe(one.replaceAll(PROJEN, write).replaceAll(LOGIN, login).replaceAll(DOCTOR, doctor));
  return { id, group, verdict, line: text(line), ...(fix === undefined ? {} : { fix: text(fix) }), docs: docPage(`docs/doctor.md#${id}`) };
}

/** Names come from files that anybody can have written, and can hold keys and control characters. */
function safe(text: string): string {
  // A mark after a key hides it from the error's own look at whole words.
  const marked = text.replace(LONG_WORD, (word) => (secretInValue(word) === undefined ? word : '…'));
  return printable(safeText(marked));
}
