import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { safe } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { buildProgram, startProgram } from '../../support/node-program.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let root: string;
let program: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'patchbay-second-'));
  const entry = join(import.meta.dirname, '../../fixtures/host/stay-open.ts');
  program = await buildProgram(entry, join(root, 'program'), 'stay-open');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const draftOf = (title: string) => ({
  title,
  enabled: false,
  transport: {
    type: 'streamable-http' as const,
    url: 'https://keyed.example/mcp',
    headers: { 'X-Key': { kind: 'secret' as const, value: `key of ${title}` } },
  },
});
const isReadOnly = ({ host }: TestHost) =>
  host.snapshot().notices.some(({ code }) => code === 'DATA_FOLDER_IN_USE');

describe.each(['ends', 'is killed'] as const)('when the first Patchbay %s', (how) => {
  test('the second gets the right to write, and loses nothing the first has written', async () => {
    const folder = await mkdtemp(join(root, 'data-'));
    const first = startProgram(program, [folder]);
    const gone = once(first, 'exit');
    expect((await first.lines.next()).value).toBe('added First');

    const second = await startTestHost({ folder });
    onTestFinished(() => second.close());
    second.host.start();
    await second.host.started;
    expect(isReadOnly(second)).toBe(true);
    const refused = await safe(second.client.servers.create({ draft: draftOf('Refused') }));
    expect(refused.error).toMatchObject({ code: expect.stringMatching(/FAILED$/) as string });
    // What the second has in memory is older than this.
    first.stdin?.write('Later\n');
    expect((await first.lines.next()).value).toBe('added Later');

    if (how === 'ends') first.stdin?.end();
    else first.kill('SIGKILL');
    await gone;
    await waitFor('the notice to go', () => !isReadOnly(second));
    await second.client.servers.create({ draft: draftOf('Second') });
    await second.close();

    const third = await startTestHost({ folder });
    onTestFinished(() => third.close());
    const { items } = await third.client.vault.contents({});
    expect(items.map(({ title, reading }) => [title, reading]).sort()).toEqual([
      ['First', 'readable'],
      ['Later', 'readable'],
      ['Second', 'readable'],
    ]);
    expect(isReadOnly(third)).toBe(false);
  });
});
