/** What a shim starts: a script of Node, named from the folder of the shim. */
export interface NodeShim {
  /** Options of Node itself, before the script. */
  readonly nodeArgs: readonly string[];
  /** Relative to the shim's folder, with backslashes; the first that exists counts. */
  readonly scripts: readonly string[];
}

const HERE = String.raw`%(?:~dp0|dp0%)\\*`;
const PROGRAM = String.raw`(?:"${HERE}node\.exe"|"%_prog%"|node|"%NODE_EXE%")`;
const CALL = new RegExp(
  String.raw`${PROGRAM}((?:\s+[\w\-=./:]+)*)\s+"${HERE}([^"%]+)"\s+%\*\s*$`,
  'i',
);
const NPM_CALL = /^"%NODE_EXE%" "%NP[MX]_CLI_JS%" %\*$/i;
const NPM_SCRIPT = /^SET "NP[MX]_CLI_JS=%~dp0\\*(node_modules\\npm\\bin\\np[mx]-cli\.js)"$/i;
/** Another program than node, or more than a script and its arguments. */
const MORE = /SET\s+"?(?:NODE_PATH|NODE_OPTIONS)|_prog=(?!node"?\s*$|%dp0%\\node\.exe"?\s*$)/im;

/**
 * Reads a batch file that npm, or what makes shims as npm does, has written for a script of Node
 * (`npx.cmd`, `node_modules\.bin\*.cmd`). Started by node itself there is no cmd.exe in between, which
 * would take arguments apart and outlive or be outlived by what it started. `undefined` for any other.
 */
export function readNodeShim(text: string): NodeShim | undefined {
  if (MORE.test(text)) return undefined;
  const lines = text.split(/\r?\n/).map((line) => line.trim().replace(/^@/, ''));
  const handing = lines.filter((line) => /%\*/.test(line));
  if (handing.length === 0) return undefined;
  if (handing.every((line) => NPM_CALL.test(line))) {
    const found = lines.flatMap((line) => NPM_SCRIPT.exec(line)?.[1] ?? []);
    return found.length === 0 ? undefined : { nodeArgs: [], scripts: found };
  }
  const calls = handing.map((line) => CALL.exec(line));
  const [first] = calls;
  if (!first || calls.some((call) => call?.[1] !== first[1] || call?.[2] !== first[2]))
    return undefined;
  const nodeArgs = (first[1] ?? '').split(/\s+/).filter(Boolean);
  return { nodeArgs, scripts: [first[2] ?? ''] };
}

/** Whether a batch file gives all its arguments to another program. */
export function handsArgumentsOn(text: string): boolean {
  return text.includes('%*');
}
