import { once } from 'node:events';

import { startProgram } from './node-program.ts';
import { createSealedKit } from './sealed-kit.ts';

/** What became of records over many kills. */
export interface SaveKills {
  /** Starts that could not read the record, the one after the last kill included. */
  readonly unreadable: number;
  /** Starts that found less than had been acknowledged before. */
  readonly lost: number;
  readonly acknowledged: number;
  /** Saves that were refused with an error, such as on a full disk. */
  readonly refused: number;
}

const maxDelayMs = 8;
const key = { kind: 'grant', parts: ['personal', 'notes'] } as const;

/**
 * Runs `test/fixtures/oauth/save-forever.ts`, built as `program`, again and again on one folder and
 * ends it with SIGKILL at a random moment of its saves.
 */
export async function killWhileSaving(options: {
  readonly program: string;
  readonly folder: string;
  readonly trials: number;
  /** Called before each start. */
  readonly prepare?: (trial: number) => Promise<void>;
}): Promise<SaveKills> {
  let [unreadable, lost, acknowledged, refused, safe] = [0, 0, 0, 0, 0];
  const judge = (found: number | undefined): void => {
    if (found === undefined) unreadable += 1;
    else if (found < safe) lost += 1;
  };
  for (let trial = 1; trial <= options.trials; trial += 1) {
    await options.prepare?.(trial);
    const said = await runAndKill(options.program, options.folder);
    judge(numberIn(/^found (\d+)$/, said[0]));
    const saved = said.filter((line) => line.startsWith('saved '));
    acknowledged += saved.length;
    refused += said.filter((line) => line.startsWith('refused ')).length;
    safe = numberIn(/^saved (\d+)$/, saved.at(-1)) ?? safe;
  }
  const last = await createSealedKit(options.folder).records.read(key);
  judge(last.ok ? Number(last.value?.text.split(' ')[0] ?? 0) : undefined);
  return { unreadable, lost, acknowledged, refused };
}

async function runAndKill(program: string, folder: string): Promise<readonly string[]> {
  const child = startProgram(program, [folder]);
  const exited = once(child, 'exit');
  const said: string[] = [];
  const killAfter = 2 + Math.floor(Math.random() * 7);
  for (let line = await child.lines.next(); !line.done; line = await child.lines.next()) {
    said.push(line.value);
    // Somewhere inside a later save.
    if (said.length === killAfter) {
      setTimeout(() => child.kill('SIGKILL'), Math.random() * maxDelayMs);
    }
  }
  await exited;
  return said;
}

function numberIn(pattern: RegExp, line: string | undefined): number | undefined {
  const text = pattern.exec(line ?? '')?.[1];
  return text === undefined ? undefined : Number(text);
}
