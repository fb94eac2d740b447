import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { waitFor } from '../../support/processes.ts';
import { seeQuirk } from '../../support/quirk-kit.ts';
import { addressQuirks, lastWordsQuirks } from '../../support/quirk-last-words.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let running: TestHost;

beforeAll(async () => {
  running = await startTestHost();
});

afterAll(() => running.remove());

describe.concurrent('programs that say why they do not work', () => {
  test.each([...lastWordsQuirks, ...addressQuirks])('$what', async (quirk) => {
    expect(await seeQuirk(running, quirk)).toMatchObject(quirk.right);
  });
});

test.each([
  ['a port that is kept for other protocols', 'http://127.0.0.1:6666/mcp', 'PORT_BLOCKED'],
  ['https on a port that speaks http', 'https', 'NOT_TLS'],
])('%s', async (_what, address, code) => {
  const plain = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void plain.close());
  const { port } = plain.address() as AddressInfo;
  const url = address === 'https' ? `https://127.0.0.1:${String(port)}/mcp` : address;
  const draft = { title: code, transport: { type: 'streamable-http' as const, url } };
  const { name } = await running.client.servers.create({ draft });
  expect(await running.reached(name, 'failed')).toMatchObject({ failure: { code } });
});

test('a program that prints text is told from its first line on, with the address it names', async () => {
  const path = fileURLToPath(new URL('../../fixtures/quirk-servers/says-why.mjs', import.meta.url));
  const words = ['Welcome to the server.', 'Listening on http://0.0.0.0:3977'];
  const args = [path, 'hangs', 'stdout', ...words];
  const transport = { type: 'stdio' as const, command: process.execPath, args };
  const draft = { title: 'Printing', transport };
  const { preview } = await running.client.servers.preview({ draft });
  const { name } = await running.client.servers.create({ draft, consent: preview?.consent });
  const printed = await waitFor('its words', () => {
    const state = running.host.pool.status(name);
    return state?.kind === 'connecting' && state.printed?.address ? state.printed : undefined;
  });
  expect(printed).toEqual({ words: words[0], address: 'http://127.0.0.1:3977' });
  await running.client.servers.remove({ name });
});
