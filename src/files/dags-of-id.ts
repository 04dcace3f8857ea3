import fs from 'node:fs';
import path from 'node:path';

/**
 * The Python files below a directory of DAGs in which a DAG has the id, written in one of the usual ways. Only a text is looked at: an id that a
 * program makes up is not found.
 *
 * @returns paths relative to the directory, separated by `/`
 */
export function filesWithDag(dags: string, dagId: string): string[] {
  const id = dagId.replace(/[.-]/g, '\\$&');
  const named = new RegExp(`\\bdag_id\\s*=\\s*["']${id}["']|\\bDAG\\(\\s*["']${id}["']|@dag\\(\\s*["']${id}["']`);
  // Without an id, the function's name is the DAG's.
  const ofFunction = new RegExp(`^@dag\\b((?:(?!^def |\\bdag_id\\b)[^])*)^def ${id}\\(`, 'm');
  return pythonFiles(dags).filter((file) => {
    const text = fs.readFileSync(path.join(dags, file), 'utf-8');
    if (!text.includes(dagId)) {
      return false;
    }
    const code = text.replace(/^\s*#.*$/gm, '');
    return named.test(code) || ofFunction.test(code);
  });
}

function pythonFiles(directory: string, below: string = ''): string[] {
  try {
    return fs.readdirSync(path.join(directory, below), { withFileTypes: true }).flatMap((entry) => {
      const file = `${below}${entry.name}`;
      return entry.isDirectory() ? (entry.name === '__pycache__' ? [] : pythonFiles(directory, `${file}/`)) : entry.isFile() && file.endsWith('.py') ? [file] : [];
    });
  } catch {
    // What cannot be read is no matter of the example.
    return [];
  }
}
