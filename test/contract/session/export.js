/*
 * Does what the commands of the package do with the sessions of a project, with the compiled code of `src/host`. Its argument is JSON (see
 * `Request` in machine.ts). It prints DONE and JSON: what came of each session, and what was said to the user.
 */
const path = require('node:path');

const { library, action, project, declared, home, ...options } = JSON.parse(process.argv[2]);
const load = (name) => require(path.join(library, name));
const { awsSessions } = load('clouds/aws/aws-session');
const { declaredSessions } = load('host/declared-sessions');
const { endOfSession, exportSession, prepareSession } = load('host/export');
const { removeSession } = load('host/remove-session');

const said = [];
const say = (line) => void said.push(line);

const ACTIONS = {
  export: (session) => exportSession(session, { ...options, project: project ?? '/project', say }),
  prepare: (session) => prepareSession(session, say),
  remove: (session) => removeSession(session),
};

async function main() {
  const sessions = (declared === undefined ? declaredSessions(project) : [declared]).flatMap((one) => awsSessions(one, { env: process.env, home }));
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
