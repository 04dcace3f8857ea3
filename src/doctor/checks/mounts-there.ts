import { homeWord } from '../../text/shell-words';
import { failure, warning, type Check } from '../check';

export const check: Check = {
  id: 'mounts-there',
  group: 'mounted',
  looksAt: 'whether everything else that is mounted is there: your own mounts, the caches of tokens',
  judge: ({ missingMounts }) =>
    missingMounts.map(({ source, isMade }) => {
      const fix = `mkdir -p ${homeWord(source)}, if it is a folder; or remove the mount`;
      return isMade
        ? warning(`${source} is mounted and does not exist: Docker makes an empty folder there, which belongs to root.`, fix)
        : failure(`${source} is mounted and does not exist, so "astro dev start" fails (bind source path does not exist).`, fix);
    }),
};
