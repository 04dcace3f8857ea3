// Loaded first (`--require`) in each Node process of a profiled command; writes what its CPU samples saw when it ends.
// Node 20 takes no --cpu-prof from NODE_OPTIONS.
const fs = require('node:fs');
const { Session } = require('node:inspector');
const path = require('node:path');

const { writeFileSync } = fs;
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: 500 });
session.post('Profiler.start');
process.on('exit', () => {
  session.post('Profiler.stop', (error, { profile }) => {
    writeFileSync(path.join(process.env.BENCH_PROFILES, `${process.pid}.json`), JSON.stringify(profile));
  });
});
