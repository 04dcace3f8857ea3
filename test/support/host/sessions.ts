import * as path from 'node:path';
import { hostSessions } from '../../../src/clouds/host-sessions';
import type { HostSession } from '../../../src/host/host-session';

/** Keys of AWS's documentation: no message, log or state may ever have the two long ones. */
export const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
export const TOKEN = 'IQoJb3JpZ2luX2VjEXAMPLETOKEN4olgkcGROofW6HuEPTqIg6m9';

/** The one session that an entry of the override declares. */
export function awsSession(home: string, entry: Readonly<Record<string, unknown>> = {}, env: NodeJS.ProcessEnv = {}): HostSession {
  return hostSessions([{ cloud: 'aws', profile: 'dev', ...entry }], { home, env })[0];
}

/** What the AWS CLI prints, with some members replaced; an undefined one is not there. */
export function printedKeys(end: Date | string | undefined, others: Readonly<Record<string, unknown>> = {}): string {
  const expiration = end instanceof Date ? end.toISOString().replace(/\.\d+Z/, '+00:00') : end;
  return JSON.stringify({ Version: 1, AccessKeyId: 'ASIAIOSFODNN7EXAMPLE', SecretAccessKey: SECRET, SessionToken: TOKEN, Expiration: expiration, ...others }, undefined, 2);
}

/** Where the keys of a profile are. */
export function keysFile(home: string, profile: string = 'dev'): string {
  return path.join(home, '.airflow-credentials', 'aws', profile, 'mount', 'session.json');
}

/** What Azure needs of the shared code: a program of its own, one that is mounted, and a token for each resource. */
export function azureSession(home: string, resources: Readonly<Record<string, string>>): HostSession {
  return {
    cloud: 'azure',
    cloudName: 'Azure',
    name: 'subscription-1',
    directory: path.join(home, '.airflow-credentials'),
    askBelow: 600,
    files: Object.entries(resources).map(([sha, resource]) => ({
      name: `token-${sha}.json`,
      program: 'az',
      install: 'Install the Azure CLI.',
      args: ['account', 'get-access-token', '--output', 'json', '--resource', resource],
      environment: { AZURE_CORE_NO_COLOR: 'true' },
      shape: { fixed: {}, required: ['accessToken', 'tokenType'], optional: ['subscription', 'tenant', 'expiresOn'], expiry: { member: 'expires_on', form: 'seconds' as const } },
    })),
    configFiles: [{ name: 'bin/az', sections: ['#!/bin/sh\nexec cat "$(dirname "$0")/../token-$RESOURCE.json"\n'], isProgram: true }],
    settings: [],
    causes: [{ pattern: /az login/, text: 'the sign-in of Azure has ended: az login', signIn: ['az', 'login'] }],
  };
}
