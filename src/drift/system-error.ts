/** An error as the system gives it. */
export function failure(code: string, text: string, call: string, file: string): Error {
  return Object.assign(new Error(`${code}: ${text}, ${call} '${file}'`), { code, syscall: call, path: file });
}
