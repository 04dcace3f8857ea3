/** How containers get credentials, as the override of an Astro project shows it. */
export type WayKind = 'session' | 'mounted' | 'environment';

/** Where containers run; what differs is who of the host their user (uid 50000) is. */
export const SYSTEMS = {
  linux: 'Linux, Docker Engine',
  rootless: 'Linux, rootless Docker',
  userns: 'Linux, Docker Engine with userns-remap',
  podman: 'Linux, Podman',
  macos: 'macOS, Docker Desktop',
  windows: 'Windows, Docker Desktop',
  wsl: 'WSL2',
} as const;

/** What runs DAGs, or imports them. */
export const RUNS = {
  start: '`astro dev start`',
  standalone: 'standalone mode',
  parse: '`astro dev parse`, `astro dev pytest`',
  run: '`astro run` without a running stack',
  ci: 'CI',
} as const;

/** Whether something works; `setup` is after a step that the note names. */
export type Works = 'yes' | 'setup' | 'no';

/** An answer, with its ground. */
export interface Answer {
  readonly works: Works;
  /** Whether it was run; otherwise it follows from documentation and source code. */
  readonly proved: boolean;
  /** What to do, or why not: a short phrase. */
  readonly note?: string;
}

export const YES: Answer = { works: 'yes', proved: true };
export const BELIEVED: Answer = { works: 'yes', proved: false };
export const setup = (note: string, proved: boolean = true): Answer => ({ works: 'setup', proved, note });
export const no = (note: string, proved: boolean = true): Answer => ({ works: 'no', proved, note });

/** Where a way of getting credentials works. */
export interface Strategy {
  /** The call that declares it: `AwsCredentials.session()`. */
  readonly call: string;
  readonly systems: Readonly<Record<keyof typeof SYSTEMS, Answer>>;
  readonly runs: Readonly<Record<keyof typeof RUNS, Answer>>;
  /** Kinds of credentials on the developer's machine, each with its answer: `single sign-on`. */
  readonly kinds: ReadonlyMap<string, Answer>;
  /** Libraries and programs in the containers that find the credentials. */
  readonly libraries: ReadonlyMap<string, Answer>;
}
