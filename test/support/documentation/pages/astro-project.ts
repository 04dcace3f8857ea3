import { lines } from '../commands';
import { commandsOf } from '../elsewhere';
import { entry, type Entry } from '../proof';
import { typescript } from '../typescript';

export const astroProject: readonly Entry[] = [
  entry('Making one', 'sh', commandsOf('README.md', 'Quick start')),
  entry('Every day', 'sh', lines()),
  entry('Changing it', 'ts', typescript),
];
