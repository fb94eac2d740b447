import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { createAppFiles } from '../../src/main/node/connected-apps/app-files.ts';
import { compiledBridge } from './bridge.ts';
import { buildProgram, startProgram } from './node-program.ts';

/** What became of a file over many kills of a Patchbay that writes it. */
export interface FileKills {
  readonly kills: number;
  readonly writes: number;
  /** Kills after which the file was neither the one nor the other. */
  readonly damaged: number;
  /** Temporary files after the next write. */
  readonly leftovers: number;
}

/** What became of another program's updates of the same file. */
export interface ForeignUpdates {
  readonly updates: number;
  readonly lost: number;
  /** Changes of ours that were made, and that gave way. */
  readonly written: number;
  readonly gaveWay: number;
}

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

const others = JSON.stringify({
  history: Array.from({ length: 400 }, (_, i) => `line ${String(i)}`),
});
const givenBackWithinMs = 100;
const bridge = compiledBridge === undefined ? [] : [compiledBridge.command];
const without = `{\n  "mcpServers": {\n    "a": { "command": "x" }\n  },\n  "other": ${others}\n}\n`;

async function withProgram<T>(use: (program: string, file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-app-file-'));
  try {
    const entry = join(root, 'test/fixtures/connected-apps/toggle-forever.ts');
    const program = await buildProgram(entry, join(folder, 'program'), 'toggle-forever');
    const file = join(folder, 'mcp.json');
    await writeFile(file, without);
    return await use(program, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends a Patchbay that writes an app's file with SIGKILL, again and again, inside a write. */
export function killWhileWriting(kills: number): Promise<FileKills> {
  return withProgram(async (program, file) => {
    let [writes, damaged] = [0, 0];
    let withOurs: string | undefined;
    for (let trial = 0; trial < kills; trial += 1) {
      const child = startProgram(program, [file, ...bridge]);
      const exited = once(child, 'exit');
      const killAfter = 2 + Math.floor(Math.random() * 4);
      let seen = 0;
      for (let line = await child.lines.next(); !line.done; line = await child.lines.next()) {
        writes += 1;
        seen += 1;
        if (seen === killAfter) setTimeout(() => child.kill('SIGKILL'), Math.random() * 6);
      }
      await exited;
      const text = await readFile(file, 'utf8').catch(() => '');
      if (text.includes('patchbay')) withOurs ??= text;
      if (text !== without && text !== withOurs) damaged += 1;
    }
    const files = createAppFiles({ backups: `${file}.backups`, now: () => 0 });
    const bytes = await readFile(file);
    await files.replace(file, bytes, bytes, { locks: false });
    const names = await readdir(join(file, '..'));
    const leftovers = names.filter((name) => name.endsWith('.tmp')).length;
    return { kills, writes, damaged, leftovers };
  });
}

/** Another program updates a number in the file while ours changes it; each update must be there later. */
export function updateBeside(updates: number): Promise<ForeignUpdates> {
  return withProgram(async (program, file) => {
    await writeFile(file, without.replace('"other"', '"count": 0,\n  "other"'));
    const child = startProgram(program, [file, ...bridge]);
    const exited = once(child, 'exit');
    let [last, lost] = [0, 0];
    const said = { written: 0, changed: 0 };
    const listening = (async () => {
      for (let line = await child.lines.next(); !line.done; line = await child.lines.next()) {
        if (line.value === 'written' || line.value === 'changed') said[line.value] += 1;
      }
    })();
    for (let count = 1; count <= updates; count += 1) {
      await pause(Math.random() * 40);
      let text = await readFile(file, 'utf8');
      if (countIn(text) < last) {
        // While it is given back, what was there before is seen for a moment.
        await pause(givenBackWithinMs);
        text = await readFile(file, 'utf8');
        if (countIn(text) < last) lost += 1;
      }
      last = count;
      const temporary = `${file}.theirs`;
      await writeFile(temporary, text.replace(/"count": \d+/, `"count": ${String(count)}`));
      await rename(temporary, file);
    }
    child.kill('SIGKILL');
    await Promise.all([exited, listening]);
    return { updates, lost, written: said.written, gaveWay: said.changed };
  });
}

const countIn = (text: string): number => Number(/"count": (\d+)/.exec(text)?.[1]);
