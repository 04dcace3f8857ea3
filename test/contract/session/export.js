/*
 * Does what the commands of the package do with the sessions of a project, with the compiled code of `src/host`. Its argument is JSON (see
 * `Request` in machine.ts). It prints DONE and JSON: what came of each session, and what was said to the user.
 */
const fs = require('node:fs');
const path = require('node:path');

const { library, action, project, declared, home, ...options } = JSON.parse(process.argv[2]);
const load = (name) => require(path.join(library, name));
const { hostSessions } = load('clouds/host-sessions');
const { declaredSessions } = load('host/declared-sessions');
const { endOfSession, exportSession, prepareSession } = load('host/export');
const { WALL_CLOCK } = load('host/clock');
const { isRemoved, removeSession } = load('host/remove-session');
const { watch } = load('host/watch');

const said = [];
const say = (line) => void said.push(line);

const ACTIONS = {
  export: (session) => exportSession(session, { ...options, project: project ?? '/project', say }),
  prepare: (session) => prepareSession(session, say),
  remove: (session) => removeSession(session),
};

/** How often a watch looks at the clock here, which the package does each 15 seconds. */
const TICK = 200;

/** Watches for so many seconds, or until there is a file `stop` in the home. What it says is also in the file `said` there, at once. */
async function watchFor(sessions, seconds) {
  const asked = [];
  const stopped = new AbortController();
  const end = Date.now() + seconds * 1_000;
  const looks = setInterval(() => (Date.now() > end || fs.existsSync(path.join(home, 'stop'))) && stopped.abort(), TICK);
  const say = (line) => {
    said.push(line);
    fs.appendFileSync(path.join(home, 'said'), `${line}\n`);
  };
  const renew = (session) => {
    asked.push(Date.now());
    return exportSession(session, { ...options, project: project ?? '/project', say, when: 'watch' });
  };
  const clock = { now: WALL_CLOCK.now, sleep: (_, signal) => WALL_CLOCK.sleep(TICK, signal) };
  await watch(sessions.map((session) => ({ session, end: endOfSession(session) })), { renew, isRemoved, say, signal: stopped.signal, clock, random: () => 0 });
  clearInterval(looks);
  process.stdout.write(`\nDONE ${JSON.stringify({ asked, said })}\n`);
}

async function main() {
  const sessions = hostSessions(declared === undefined ? declaredSessions(project) : [declared], { env: process.env, home });
  if (action === 'watch') {
    return watchFor(sessions, options.seconds);
  }
  const came = [];
  for (const session of sessions) {
    const start = performance.now();
    came.push({ name: session.name, result: await ACTIONS[action](session), end: endOfSession(session), milliseconds: performance.now() - start });
  }
  // The failures are the rules that fit, with their patterns.
  process.stdout.write(`\nDONE ${JSON.stringify({ came, said }, (key, value) => (key === 'pattern' ? undefined : value))}\n`);
}

main().catch((error) => {
  process.stdout.write(`\nDONE ${JSON.stringify({ refused: error.message, said })}\n`);
});
