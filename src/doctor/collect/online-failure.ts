import type { SecretsAccess } from './access';
import { ask } from './ask';
import type { OnlineFailure } from '../../clouds/online';
import { lastSource } from '../../host/sign-in-source';

/** What an error of the cloud's command line means. A sign-in that has ended is that of the profile whose credentials come first: the source of a role. */
export async function onlineFailure(stderr: string, { cli, online, place }: SecretsAccess, env: NodeJS.ProcessEnv): Promise<OnlineFailure | undefined> {
  const failure = online.failureIn(stderr, place);
  const { source } = online;
  if (failure?.isSignIn !== true || source === undefined || place.profile === undefined) {
    return failure;
  }
  const answerTo = async (args: readonly string[]): Promise<string | undefined> => {
    const asked = await ask(cli.program, args, { ...env, ...source.environment, ...place.files });
    return 'value' in asked && asked.value?.code === 0 ? asked.value.stdout.trim() || undefined : undefined;
  };
  const profile = await lastSource(source, place.profile, answerTo);
  return profile === place.profile ? failure : online.failureIn(stderr, { ...place, profile });
}
