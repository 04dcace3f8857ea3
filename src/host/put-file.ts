import fs from 'node:fs';
import { temporaryFile } from './folders';
import { READABLE, RUNNABLE } from './mounted-files';
import { mounted, type Places } from './places';
import { label } from './selinux';
import { AstroAirflowError, reason } from '../text/error';

const PRIVATE = 0o600;

/**
 * Writes a file of the mounted folder. It is complete before it is there and private until it is complete: no reader sees half of it, and
 * nothing that ends this process leaves readable keys.
 *
 * @throws AstroAirflowError if the disk refuses
 */
export function putMounted(places: Places, name: string, text: string, note: (text: string) => void, isProgram: boolean = false): void {
  put(places, name, mounted(places, name), text, isProgram ? RUNNABLE : READABLE, note);
}

/** Writes a file that is for the user alone. */
export function putPrivate(places: Places, name: string, file: string, text: string): void {
  put(places, name, file, text, PRIVATE, () => undefined);
}

function put(places: Places, name: string, file: string, text: string, mode: number, note: (text: string) => void): void {
  const temporary = temporaryFile(places, name);
  try {
    fs.rmSync(temporary, { force: true });
    const descriptor = fs.openSync(temporary, 'wx', PRIVATE);
    try {
      fs.writeFileSync(descriptor, text);
      fs.fsyncSync(descriptor);
      if (process.platform !== 'win32') {
        fs.fchmodSync(descriptor, mode);
      }
    } finally {
      fs.closeSync(descriptor);
    }
    label(temporary, note);
    fs.renameSync(temporary, file);
  } catch (error) {
    throw new AstroAirflowError(`${file} cannot be written: ${reason(error)}. Fix that, then run again.`);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
