import { chmod, chown, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { createAppsHome } from '../../support/apps-home.ts';
import type { AppsHome } from '../../support/apps-home.ts';

let at: AppsHome;
beforeEach(async () => (at = await createAppsHome()));
afterEach(() => at[Symbol.asyncDispose]());

const librechat = 'version: 1.3.0 # mine\r\n\r\nmcpServers:\r\n    a:\r\n        command: x\r\n';
const only = async () => {
  const [app, ...others] = await at.apps.list();
  expect(others).toEqual([]);
  return app;
};
const named = async (app: string, place: string, text: string) => {
  const path = await at.put(place, text);
  expect(await at.apps.namePlace(app, path)).toEqual({ ok: true, value: undefined });
  return path;
};

test('a LibreChat that lies anywhere is connected, and disconnected to the same bytes', async () => {
  expect(await at.apps.list()).toEqual([]);
  const path = await named('librechat', 'srv/chat/librechat.yaml', librechat);
  const app = await only();
  expect(app).toMatchObject({
    title: 'LibreChat',
    shortPlace: '~/srv/chat/librechat.yaml',
    state: { kind: 'not-connected' },
    isNamed: true,
    ways: ['file'],
    ownServers: 1,
  });
  await at.change(app?.id ?? '', 'connect');
  expect(await readFile(path, 'utf8')).toContain('    patchbay:\r\n');
  expect((await only())?.state).toEqual({ kind: 'not-seen' });
  await at.change(app?.id ?? '', 'disconnect');
  expect(await readFile(path, 'utf8')).toBe(librechat);
});

test('two files of one app are two, and the usual one named again is not there twice', async () => {
  const usual = await at.put('.cursor/mcp.json', '{}');
  await at.apps.namePlace('cursor', usual);
  await named('cursor', 'other/mcp.json', '{}');
  await named('cursor', 'third/mcp.json', '{}');
  await at.apps.namePlace('cursor', join(at.home, 'third/mcp.json'));
  const apps = await at.apps.list();
  expect(apps.map(({ isNamed }) => isNamed)).toEqual([false, true, true]);
  expect(new Set(apps.map(({ id }) => id)).size).toBe(3);
  await at.change(apps[1]?.id ?? '', 'connect');
  const states = (await at.apps.list()).map(({ state }) => state.kind);
  expect(states).toEqual(['not-connected', 'not-seen', 'not-connected']);
});

test('what is wrong with a named file is said, and it can be forgotten', async () => {
  const path = await named('librechat', 'chat/librechat.yaml', 'mcpServers:\n  a: {\n');
  const { id = '', state } = (await only()) ?? {};
  expect(state).toMatchObject({ kind: 'broken', problem: { reason: 'CONFIG_INVALID' } });
  await rm(path);
  expect((await only())?.state).toEqual({ kind: 'not-connected' });
  expect(await at.apps.forgetPlace(id)).toMatchObject({ ok: true });
  expect(await at.apps.list()).toEqual([]);
  expect(await at.apps.forgetPlace(id)).toMatchObject({ error: { code: 'APP_NOT_FOUND' } });
});

test('what was known of a forgotten file is forgotten too; the file stays', async () => {
  const path = await named('librechat', 'chat/librechat.yaml', librechat);
  const { id = '' } = (await only()) ?? {};
  await at.change(id, 'connect');
  const connected = await readFile(path, 'utf8');
  await at.apps.forgetPlace(id);
  expect(await at.book.all()).toEqual([]);
  expect(await readFile(path, 'utf8')).toBe(connected);
});

test('an app by hand, and none that is known, has no file to name', async () => {
  for (const app of ['cherry-studio', 'jetbrains', 'roo-code', 'nobody']) {
    expect(await at.apps.namePlace(app, '/x')).toMatchObject({ error: { code: 'APP_NOT_FOUND' } });
  }
});

test('an app at its usual place is not one that can be forgotten', async () => {
  await at.put('.cursor/mcp.json', '{}');
  expect(await at.apps.forgetPlace('cursor')).toMatchObject({ error: { code: 'APP_NOT_FOUND' } });
});

test.runIf(process.getuid?.() === 0)('a named file keeps its owner and mode', async () => {
  const path = await named('librechat', 'chat/librechat.yaml', librechat);
  await chown(path, 1234, 1235);
  await chmod(path, 0o664);
  const { id = '' } = (await only()) ?? {};
  await at.change(id, 'connect');
  const { uid, gid, mode } = await stat(path);
  expect([uid, gid, mode & 0o777]).toEqual([1234, 1235, 0o664]);
});

test('a folder that was named is refused', async () => {
  await mkdir(join(at.home, 'chat'));
  await at.apps.namePlace('librechat', join(at.home, 'chat'));
  expect((await only())?.state).toMatchObject({
    kind: 'broken',
    problem: { reason: 'FILE_NOT_REGULAR' },
  });
});
