import fs from 'node:fs';
import path from 'node:path';

/** The directory of the repository that a project is in; the project itself where it is in none, or in that of a home. */
export function repositoryOf(directory: string): string {
  const { HOME, USERPROFILE } = process.env;
  for (let above = directory; ; above = path.dirname(above)) {
    if (fs.existsSync(path.join(above, '.git'))) {
      return above === HOME || above === USERPROFILE ? directory : above;
    }
    if (path.dirname(above) === above) {
      return directory;
    }
  }
}
