import path from 'node:path';

/** The files from which the AWS CLI reads its profiles. */
export interface SettingFiles {
  /** The config and the credentials: absolute. */
  readonly files: readonly string[];
  /** Which they are, where the shell names others than the usual ones: a profile of the same name is another one there. */
  readonly about?: string;
}

/** The files that a shell names, as the AWS CLI finds them: it replaces variables and `~` in what it reads from the environment. */
export function settingFiles(env: NodeJS.ProcessEnv, home: string): SettingFiles {
  const usual = ['config', 'credentials'].map((name) => path.join(home, '.aws', name));
  const files = [env.AWS_CONFIG_FILE, env.AWS_SHARED_CREDENTIALS_FILE].map((named, index) => (named ? path.resolve(expanded(named, env, home)) : usual[index]));
  return { files, ...(files.every((file, index) => file === usual[index]) ? {} : { about: files.join(path.delimiter) }) };
}

function expanded(named: string, env: NodeJS.ProcessEnv, home: string): string {
  const replaced = named.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (all, plain: string | undefined, braced: string | undefined) => env[plain ?? braced ?? ''] ?? all);
  return replaced.replace(/^~(?=[\\/]|$)/, () => home);
}
