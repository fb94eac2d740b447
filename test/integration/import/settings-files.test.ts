import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createSettingsFiles } from '../../../src/main/node/import/settings-files.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'patchbay-import-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const { read } = createSettingsFiles();
const place = (name = 'mcp.json') => join(folder, name);

describe('a settings file on the disk', () => {
  test('is read and not touched', async () => {
    await writeFile(place(), '{"mcpServers":{}}', { mode: 0o640 });
    const facts = async () => {
      const { mtimeMs, mode, ino } = await stat(place());
      const hash = createHash('sha256')
        .update(await readFile(place()))
        .digest('hex');
      return { mtimeMs, mode, ino, hash };
    };
    const before = await facts();
    expect(await read(place())).toEqual({ kind: 'text', text: '{"mcpServers":{}}', isLink: false });
    expect(await facts()).toEqual(before);
  });

  test('may be a link, which is said', async () => {
    await writeFile(place('real.json'), '{}');
    await symlink(place('real.json'), place());
    expect(await read(place())).toEqual({ kind: 'text', text: '{}', isLink: true });
  });

  test('may be UTF-16 behind its mark', async () => {
    const text = Buffer.from('\uFEFF{"a":"é"}', 'utf16le');
    await writeFile(place(), text);
    expect(await read(place())).toMatchObject({ kind: 'text', text: '{"a":"é"}' });
  });

  test.each<[string, string, () => Promise<unknown>]>([
    ['a folder', 'FILE_NOT_REGULAR', () => mkdir(place())],
    ['a pipe nobody writes to', 'FILE_NOT_REGULAR', async () => execFileSync('mkfifo', [place()])],
    ['a link to nowhere', 'FILE_LINK_BROKEN', () => symlink(place('gone'), place())],
    ['a link to itself', 'FILE_LINK_BROKEN', () => symlink(place(), place())],
    [
      'more than 10 MB',
      'FILE_TOO_LARGE',
      async () => {
        await writeFile(place(), '');
        await truncate(place(), 10 * 1024 * 1024 + 1);
      },
    ],
    ['no text', 'FILE_NOT_TEXT', () => writeFile(place(), Buffer.from([0x7b, 0xff, 0xfe, 0x00]))],
    ['with a zero byte', 'FILE_NOT_TEXT', () => writeFile(place(), '{\0}')],
  ])('that is %s is refused', async (_what, code, make) => {
    await make();
    expect(await read(place())).toMatchObject({ kind: 'refused', code });
  });

  test('of credentials is never read, not even through a link', async () => {
    await writeFile(place('.credentials.json'), '{"token":"x"}');
    await symlink(place('.credentials.json'), place());
    for (const path of [place(), place('.credentials.json')])
      expect(await read(path)).toMatchObject({ kind: 'refused', code: 'FILE_CREDENTIALS' });
  });

  test('that is not there is absent', async () => {
    expect(await read(place())).toEqual({ kind: 'absent' });
    expect(await read(join(place(), 'deeper'))).toEqual({ kind: 'absent' });
  });

  test('that is written meanwhile is never read in half', async () => {
    const whole = ['a', 'b'].map((letter) => letter.repeat(200_000));
    let isDone = false;
    const writing = (async () => {
      for (let round = 0; !isDone; round += 1) {
        await writeFile(place(), whole[round % 2] ?? '');
        // As if it had lain there for long: only then is it read without being waited for.
        await utimes(place(), round, round);
        await pause(4);
      }
    })();
    const seen = new Set<string>();
    for (let round = 0; round < 400; round += 1) {
      const reading = await read(place());
      if (reading.kind === 'text' && reading.text !== '') seen.add(reading.text);
    }
    isDone = true;
    await writing;
    const halves = [...seen].filter((text) => !whole.includes(text)).map(({ length }) => length);
    expect(halves).toEqual([]);
    expect(seen.size).toBe(2);
  });

  test.skipIf(process.platform !== 'linux')(
    'that holds more than it says is not whole',
    async () => {
      // The kernel makes it up while it is read, and gives no size.
      expect(await read('/proc/self/status')).toMatchObject({ code: 'FILE_CHANGING' });
    },
  );

  test('that a program goes on writing after a pause is not read before', async () => {
    await writeFile(place(), 'a');
    const writing = (async () => {
      for (let round = 0; round < 10; round += 1) {
        await pause(15);
        await appendFile(place(), 'a');
      }
    })();
    const first = await read(place());
    await writing;
    expect(first).toMatchObject({ kind: 'refused', code: 'FILE_CHANGING' });
    await pause(100);
    expect(await read(place())).toMatchObject({ kind: 'text', text: 'a'.repeat(11) });
  });
});
