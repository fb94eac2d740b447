import { execFile } from 'node:child_process';

/** What came of an exchange; `unsupported` where the system or the disk knows none. */
export type Exchanged = 'done' | 'changed' | 'unsupported';

/**
 * Puts the file at `draft` in the place of the one at `target` if that holds `before`, in one step;
 * `draft` then has what was there. On `changed` both are as they were.
 */
export type FileExchange = (
  draft: string,
  target: string,
  before: Uint8Array,
) => Promise<Exchanged>;

const outcomes: Readonly<Record<number, Exchanged>> = { 0: 'done', 1: 'changed' };
const timeoutMs = 10_000;

/** The exchange by the compiled one of these bridges; undefined where there is only the script. */
export function exchangeOf(programs: readonly string[]): FileExchange | undefined {
  const compiled = programs.find((program) => !program.endsWith('.mjs'));
  return compiled === undefined ? undefined : exchangeBy(compiled);
}

/**
 * Exchanges files by the compiled bridge at `program`, because Node has no call for it (`renameat2`
 * with `RENAME_EXCHANGE` on Linux, `renamex_np` with `RENAME_SWAP` on macOS).
 */
function exchangeBy(program: string): FileExchange {
  return (draft, target, before) =>
    new Promise((resolve) => {
      const args = ['--replace-if-same', draft, target];
      const child = execFile(program, args, { timeout: timeoutMs }, (error) => {
        const code = error === null ? 0 : error.code;
        resolve((typeof code === 'number' ? outcomes[code] : undefined) ?? 'unsupported');
      });
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(before);
    });
}
