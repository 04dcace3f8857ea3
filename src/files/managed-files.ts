import type { NamedFileKind } from '../ownership/managed-file';
import { OVERRIDE_FILE } from '../text/override-names';

export const OVERRIDE = { fileName: OVERRIDE_FILE, owner: 'projen', isPersonal: false, isInImage: false, isPackable: true } as const;
export const DOTENV_EXAMPLE = { fileName: '.env.example', owner: 'projen', isPersonal: false, isInImage: false, isPackable: true } as const;
export const DOTENV = { fileName: '.env', owner: 'user', isPersonal: true, isInImage: false, isPackable: true } as const;
export const GITIGNORE_FILE = { fileName: '.gitignore', owner: 'user', isPersonal: false, isInImage: true, isPackable: false } as const;
export const DOCKERIGNORE_FILE = { fileName: '.dockerignore', owner: 'user', isPersonal: false, isInImage: true, isPackable: true } as const;
export const REQUIREMENTS = { fileName: 'requirements.txt', owner: 'user', isPersonal: false, isInImage: true, isPackable: true } as const;

/**
 * The files with a fixed name that a `LocalAirflow` writes. What ignores them (git, the image, npm), what removes their blocks and what
 * checks them reads this list.
 */
export const MANAGED_FILES: readonly NamedFileKind[] = [OVERRIDE, DOTENV_EXAMPLE, DOTENV, GITIGNORE_FILE, DOCKERIGNORE_FILE, REQUIREMENTS];

