/** What is tried, as the script reads it. */
export interface Request {
  /** Variables that the container would have besides those of its image. */
  readonly environment: Readonly<Record<string, string>>;
  /** A path, or the variable that names one with what is taken without it, below the home. */
  readonly files: ReadonlyArray<{ readonly path: string } | { readonly variable: string; readonly below: string }>;
  /** Python of each cloud. */
  readonly calls: Readonly<Record<string, string>>;
}

/** What it prints of each. */
export interface Answer {
  readonly uid: number;
  /** In the order of the request: the path, and the name of the error that it cannot be read with; empty if it can. */
  readonly files: ReadonlyArray<readonly [string, string]>;
  readonly calls: Readonly<Record<string, CallAnswer>>;
}

export interface CallAnswer {
  readonly notes: readonly string[];
  readonly identity?: string;
  /** The class of an error, and its code; never its message, which can have anything in it. */
  readonly error?: string;
  readonly code?: string;
}

/** Seconds after which the script ends itself: a program in a container goes on when the client that started it is ended. */
const SECONDS = 40;

/** The exit code that it then has. */
export const TOO_LONG = 3;

/** What its line begins with: a library can print something, too. */
const MARK = 'projen-astro-airflow:';

/** Reads a request from its input, and prints one line. */
export const SCRIPT = `
import sys
sys.path = [folder for folder in sys.path if folder]
import errno, json, os, threading
timer = threading.Timer(${SECONDS}, lambda: os._exit(${TOO_LONG}))
timer.daemon = True
timer.start()
request = json.load(sys.stdin)
os.environ.update(request["environment"])

def path_of(file):
    if "path" in file:
        return file["path"]
    named = os.environ.get(file["variable"])
    return os.path.expanduser(os.path.expandvars(named)) if named else os.path.join(os.path.expanduser("~"), file["below"])

def problem_of(path):
    try:
        with open(path, "rb") as file:
            file.read(1)
        return ""
    except OSError as error:
        return errno.errorcode.get(error.errno, "EIO")

def call(code):
    found = {"notes": []}
    try:
        exec(code, {"found": found})
    except BaseException as error:
        response = getattr(error, "response", None)
        answer = response.get("Error", {}).get("Code") if isinstance(response, dict) else None
        system = errno.errorcode.get(error.errno) if isinstance(error, OSError) else None
        found.update(error=type(error).__name__, code=str(answer or system or ""))
    return found

files = [[path, problem_of(path)] for path in map(path_of, request["files"])]
calls = {name: call(code) for name, code in request["calls"].items()}
print("\\n${MARK}" + json.dumps({"uid": os.getuid(), "files": files, "calls": calls}), flush=True)
os._exit(0)
`;

/** The answer in what a container printed; undefined if it is none. */
export function answerIn(output: string): Answer | undefined {
  const line = output.split('\n').reverse().find((one) => one.startsWith(MARK));
  try {
    const answer = JSON.parse(line?.slice(MARK.length) ?? '') as Answer;
    return isAnswer(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer({ uid, files, calls }: Answer): boolean {
  const areTexts = Array.isArray(files) && files.every((file) => Array.isArray(file) && file.length === 2 && file.every((text) => typeof text === 'string'));
  return typeof uid === 'number' && areTexts && typeof calls === 'object' && Object.values(calls).every(({ notes }) => Array.isArray(notes));
}
