import * as fs from 'node:fs';
import * as path from 'node:path';
import { AWS_DIAGNOSIS } from '../../../src/clouds/aws/aws-diagnosis';
import type { UntilSignal } from '../../../src/host/until-signal';
import { LIMITS, tryExample } from '../../../src/trial';
import { SecretsStandIns } from '../../support/cli/secrets-stand-ins';
import { tempDir } from '../../support/util';

const NAME = 'airflow/variables/my_var';
const EXAMPLE = { dagId: 'example_secrets_dag', secrets: [{ kind: 'variable', key: 'my_var', name: NAME }] } as const;
const NO_SIGNAL: UntilSignal = { signal: new AbortController().signal, code: () => 0, done: () => undefined };

/** Tries with stand-ins and short limits; gives the exit code or the error, and the report. */
async function tryWith(limits: Partial<typeof LIMITS>, prepare: (standIns: SecretsStandIns) => void, isCreated = true) {
  const programs = fs.realpathSync(tempDir());
  fs.symlinkSync(process.execPath, path.join(programs, 'node'));
  const standIns = new SecretsStandIns(programs);
  prepare(standIns);
  const lines: string[] = [];
  const ended = await tryExample({
    directory: programs,
    env: { PATH: `${programs}${path.delimiter}/usr/bin${path.delimiter}/bin`, HOME: programs },
    example: EXAMPLE,
    access: { ...AWS_DIAGNOSIS, commands: AWS_DIAGNOSIS.backends[0].commands, place: { profile: 'dev' } },
    isCreated,
    isDeleted: isCreated,
    commandOf: (name) => `npx projen ${name ?? ''}`.trim(),
    limits: { ...LIMITS, ...limits },
    until: NO_SIGNAL,
    print: (line) => lines.push(line),
    say: () => undefined,
  }).catch((error: Error) => error.message);
  return { ended, lines, secrets: Object.keys(standIns.secrets), calls: standIns.calls('aws').length };
}

const describePosix = process.platform === 'win32' ? describe.skip : describe;

describePosix('a program that hangs', () => {
  test('an Astro CLI is not waited for, and nothing is created', async () => {
    expect(await tryWith({ airflow: 500 }, (standIns) => standIns.airflow({ version: 'HANG' }))).toEqual({
      ended: 'astro dev run version gave no answer in 0.5 s, so the example DAG was not run. Run it in a terminal to see what it waits for.', lines: [], secrets: [], calls: 0,
    });
  });

  test('a DAG is ended, and what was created is deleted', async () => {
    const { ended, lines, secrets } = await tryWith({ dag: 700 }, (standIns) => standIns.airflow({ version: '3.1.8\n', dags: 'HANG' }));
    expect([ended, secrets]).toEqual([1, []]);
    expect(lines).toEqual(expect.arrayContaining(['astro dev run dags test example_secrets_dag did not end within 0.7 s.', `deleted  the secret ${NAME}`]));
  });

  test('an AWS CLI that hangs before it creates is ended, and what may be there is named', async () => {
    const { ended, lines, secrets } = await tryWith({ secret: 500 }, (standIns) => standIns.airflow({ version: '3.1.8\n' }).aws({ 'create-secret': { hang: true } }));
    expect([ended, secrets]).toEqual([1, []]);
    expect(lines).toEqual([`failure  the secret ${NAME} may have been created: aws gave no answer in 0.5 s. If it was not there before, delete it: aws secretsmanager delete-secret --secret-id ${NAME} --force-delete-without-recovery --profile dev`]);
  });

  test('an AWS CLI that hangs while it deletes leaves a secret that is named', async () => {
    const { ended, lines, secrets } = await tryWith({ secret: 4_000 }, (standIns) => standIns.airflow({ version: '3.1.8\n', dags: 'Variable my_var: hello\n' }).aws({ 'delete-secret': { hang: true } }));
    expect([ended, secrets]).toEqual([1, [NAME]]);
    expect(lines.at(-1)).toMatch(/^failure {2}the secret airflow\/variables\/my_var is still there: aws gave no answer in 4 s\. Delete it: aws secretsmanager delete-secret/);
  });
});

describePosix('an Airflow that prints much', () => {
  const DEBUG = '[2026-11-30T04:00:00.000+0000] {base_events.py:100} DEBUG - Using selector: EpollSelector\n'.repeat(20_000);

  test('as one that logs what it debugs, is read to its end', async () => {
    const { ended, lines } = await tryWith({}, (standIns) => standIns.airflow({ version: `${DEBUG}3.1.8\n`, dags: `${DEBUG}Variable my_var: hello\n` }));
    expect([ended, lines]).toEqual([0, [`created  the secret ${NAME}`, `ok       the variable my_var came from the secret ${NAME}`, `deleted  the secret ${NAME}`]]);
  });

  test('without an end is ended, and the report says that it does not have all', async () => {
    expect(await tryWith({}, (standIns) => standIns.airflow({ version: 'FLOOD' }))).toMatchObject({
      ended: 'astro dev run version prints without an end, so the example DAG was not run. Run it in a terminal to see what it prints.', secrets: [],
    });
    const { ended, lines, secrets } = await tryWith({}, (standIns) => standIns.airflow({ version: '3.1.8\n', dags: 'FLOOD' }));
    expect([ended, secrets]).toEqual([1, []]);
    expect(lines).toContain('astro dev run dags test example_secrets_dag printed without an end, and was ended: a secret can have come after that.');
  });
});
