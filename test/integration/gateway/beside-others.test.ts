import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { passingServerLaunch } from '../../support/real-servers.ts';
import { startPassingHome } from '../../support/passing-home.ts';
import type { PassingHome } from '../../support/passing-home.ts';

const program = (name: string, ...args: readonly string[]) => ({
  type: 'stdio' as const,
  command: process.execPath,
  args: [
    fileURLToPath(new URL(`../../fixtures/servers/stdio/${name}.mjs`, import.meta.url)),
    ...args,
  ],
});
const add = async (draft: Parameters<typeof addAgreed>[1]) =>
  home.host.reached(await addAgreed(home.host.client, draft), 'ready');
const mebibyte = 1024 * 1024;
const page = 'ui://rich/page';
const eras = ['legacy', 'modern'] as const;

let home: PassingHome;

beforeAll(async () => {
  home = await startPassingHome();
  await home.addServer('left', 'stdio', 'both');
  await home.addServer('right', 'stdio', 'both');
}, 60_000);
afterAll(() => home[Symbol.asyncDispose]());

describe.each(eras)(
  'two servers with a page at the same address, for an app of the %s era',
  (era) => {
    test('have an address each, which their tools name and which reads the right one', async () => {
      const app = await home.app(era, { app: `pages ${era}` });
      const { resources } = await app.listResources();
      const pages = resources.map(({ uri }) => uri).filter((uri) => uri.startsWith('ui://'));
      expect(pages).toEqual(['ui://patchbay.left/rich/page', 'ui://patchbay.right/rich/page']);
      const { tools } = await app.listTools();
      for (const handle of ['left', 'right']) {
        const uri = `ui://patchbay.${handle}/rich/page`;
        const tool = tools.find(({ name }) => name === `${handle}_rich`);
        expect(tool?._meta).toMatchObject({ ui: { resourceUri: uri } });
        const { contents } = await app.readResource({ uri });
        expect(contents).toMatchObject([{ uri }]);
      }
      await expect(app.readResource({ uri: page })).rejects.toThrow();
      await expect(app.readResource({ uri: 'ui://patchbay.nobody/rich/page' })).rejects.toThrow();
    });
  },
);

test('a page is read at the server whose it is, by the address that server gave it', async () => {
  const app = await home.app('legacy', { app: 'reader' });
  const reads = async (name: string) =>
    (await home.host.client.logs.tail({ name })).filter(({ text }) =>
      text.includes(`resources/read ${page} · reader`),
    ).length;
  expect([await reads('left'), await reads('right')]).toEqual([0, 0]);
  await app.readResource({ uri: 'ui://patchbay.right/rich/page' });
  await expect.poll(() => reads('right')).toBe(1);
  expect(await reads('left')).toBe(0);
});

describe.each(['initialize', 'tools/list'])('a server that never answers %s', (method) => {
  const title = `Silent ${method.replace('/', ' ')}`;
  let name: string;
  beforeAll(async () => {
    const draft = { title, transport: program('silent', method), timeouts: { connectMs: 600_000 } };
    name = await addAgreed(home.host.client, draft);
    await home.host.reached(name, 'connecting');
  });
  afterAll(() => home.host.client.servers.remove({ name }));

  test.each(eras)('keeps no app of the %s era from the others, nor a call', async (era) => {
    const app = await home.app(era, { app: `beside ${era}` });
    const names = (await app.listTools()).tools.map((tool) => tool.name);
    expect(names).toEqual(expect.arrayContaining(['left_echo', 'right_echo']));
    expect(names.filter((one) => one.startsWith('silent'))).toEqual([]);
    expect(await home.tell(app, 'left_echo', { value: 'still here' })).toBe('still here');
    const { resources } = await app.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('ui://patchbay.left/rich/page');
    // All that while nothing has come of it.
    await home.host.reached(name, 'connecting');
  });
});

describe('a result that is too large', () => {
  test('fails its call with a sentence, and neither the app, the server nor others', async () => {
    await add({ title: 'Huge', transport: program('big-line', String(33 * mebibyte)) });
    const app = await home.app('modern', { app: 'wants much' });
    const answered = await app.callTool({ name: 'huge_echo', arguments: {} });
    expect(answered.isError).toBe(true);
    expect(JSON.stringify(answered.content)).toContain('Huge did not answer: ');
    expect(JSON.stringify(answered.content)).toContain('too large');
    expect(JSON.stringify(answered.content).length).toBeLessThan(1_000);
    expect(await home.tell(app, 'right_echo', { value: 'next' })).toBe('next');
    await home.host.reached('huge', 'ready');
  });

  test('is passed whole where it is well within', async () => {
    const length = 8 * mebibyte;
    await add({ title: 'Large', transport: program('big-line', String(length)) });
    const app = await home.app('legacy', { app: 'wants less' });
    const { content } = await app.callTool({ name: 'large_echo', arguments: {} });
    expect(content).toMatchObject([{ type: 'text' }]);
    expect(content[0]?.type === 'text' && content[0].text.length).toBe(length);
  });
});

test('a call wakes a server that sleeps, and the list does not', async () => {
  const { command, args } = passingServerLaunch({});
  await add({
    ...{ title: 'Sleeper', start: 'on-demand', timeouts: { idleMs: 1_000 } },
    transport: { type: 'stdio', command, args: [...args] },
  });
  await home.host.reached('sleeper', 'idle');
  const app = await home.app('legacy', { app: 'waker' });
  expect((await app.listTools()).tools.map(({ name }) => name)).toContain('sleeper_seen');
  await home.host.reached('sleeper', 'idle');
  // A process that was begun for this very call.
  expect(await home.tell(app, 'sleeper_seen')).toMatchObject({ calls: 1 });
  await home.host.reached('sleeper', 'idle');
  expect(await home.tell(app, 'sleeper_seen')).toMatchObject({ calls: 1 });
});
