import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { fetched } from '../../support/ai-apps/fetched.ts';
import { createAppsHome } from '../../support/apps-home.ts';
import type { AppsHome } from '../../support/apps-home.ts';
import { compiledBridge } from '../../support/bridge.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../../src/bridge/bridge.mjs', import.meta.url));
const settings = '.config/Claude/claude_desktop_config.json';
const before = '{ "mcpServers": { "a": { "command": "x" } } }\n';

let at: AppsHome;
let opened: string[];
const begin = async (bridge: Parameters<typeof createAppsHome>[0]): Promise<void> => {
  at = await createAppsHome(bridge);
  opened = [];
  at.bundlesGoTo((path) => opened.push(path) > 0);
  await at.put(settings, before);
};
const asScript = { command: process.execPath, args: [script, '--socket', '/run/patchbay.sock'] };
beforeEach(() => begin(asScript));
afterEach(() => at[Symbol.asyncDispose]());

const app = async () => (await at.apps.list()).find(({ id }) => id === 'claude-desktop');
const bundle = () => join(at.home, 'bundles/claude-desktop/patchbay.mcpb');

describe('a bundle that the app installs itself', () => {
  test('is handed to it; its settings file is not touched, and it is connected once it came', async () => {
    expect((await app())?.ways).toEqual(['file', 'bundle']);
    const preview = await at.apps.preview('claude-desktop', 'connect', 'bundle');
    expect(preview).toMatchObject({ value: { by: 'bundle', place: bundle(), lines: [] } });
    expect(await readdir(at.home)).not.toContain('bundles');
    await at.change('claude-desktop', 'connect', 'bundle');
    expect(opened).toEqual([bundle()]);
    expect(await readFile(join(at.home, settings), 'utf8')).toBe(before);
    expect(await app()).toMatchObject({
      by: 'bundle',
      state: { kind: 'not-seen' },
      next: 'install',
    });
    at.sightings.note('Claude Desktop', Date.now(), true);
    expect(await app()).toMatchObject({ state: { kind: 'connected' }, newServers: [] });
  });

  test('is no drift where the app writes its file from its memory', async () => {
    await at.change('claude-desktop', 'connect', 'bundle');
    await writeFile(join(at.home, settings), '{"mcpServers":{"b":{"command":"y"}},"x":1}');
    expect(await app()).toMatchObject({ state: { kind: 'not-seen' }, newServers: ['b'] });
    await at.apps.keepTheirs('claude-desktop');
    expect(await app()).toMatchObject({
      by: 'bundle',
      state: { kind: 'not-seen' },
      newServers: [],
    });
  });

  test('and taken back by undo, or by disconnecting, it is forgotten and gone', async () => {
    const undoId = await at.change('claude-desktop', 'connect', 'bundle');
    expect(await at.undo.run(undoId)).toMatchObject({ ok: true });
    expect(await app()).toMatchObject({ by: null, state: { kind: 'not-connected' } });
    await at.change('claude-desktop', 'connect', 'bundle');
    expect(await at.apps.preview('claude-desktop', 'disconnect')).toMatchObject({
      value: { by: 'bundle', removesFile: true },
    });
    const outId = await at.change('claude-desktop', 'disconnect');
    await expect(stat(bundle())).rejects.toThrow('ENOENT');
    expect(await app()).toMatchObject({ by: null, state: { kind: 'not-connected' } });
    expect(await at.undo.run(outId)).toMatchObject({ ok: true });
    expect(await app()).toMatchObject({ by: 'bundle', state: { kind: 'not-seen' } });
    expect(await readFile(join(at.home, settings), 'utf8')).toBe(before);
  });

  test('that nothing opens leaves all as it was, and the file is the other way', async () => {
    at.bundlesGoTo(() => false);
    const preview = await at.apps.preview('claude-desktop', 'connect', 'bundle');
    if (!preview.ok) throw new Error(preview.error.code);
    const { token } = preview.value;
    expect(await at.apps.apply('claude-desktop', 'connect', token, 'bundle')).toMatchObject({
      error: { code: 'APP_FILE_REFUSED', reason: 'BUNDLE_REFUSED' },
    });
    await expect(stat(bundle())).rejects.toThrow('ENOENT');
    expect(await app()).toMatchObject({ by: null, state: { kind: 'not-connected' } });
  });

  test('that the app refuses is given up for its file', async () => {
    await at.change('claude-desktop', 'connect', 'bundle');
    await at.change('claude-desktop', 'connect', 'file');
    expect(await app()).toMatchObject({ by: 'file', state: { kind: 'not-seen' } });
    expect(await readFile(join(at.home, settings), 'utf8')).toContain('"patchbay"');
    await at.change('claude-desktop', 'disconnect');
    expect(await readFile(join(at.home, settings), 'utf8')).toBe(before);
  });

  test('without a program to put into it is not made', async () => {
    await at[Symbol.asyncDispose]();
    await begin({ command: '/nowhere/patchbay-bridge', args: ['--socket', '/s'] });
    const preview = await at.apps.preview('claude-desktop', 'connect', 'bundle');
    if (!preview.ok) throw new Error(preview.error.code);
    const { token } = preview.value;
    expect(await at.apps.apply('claude-desktop', 'connect', token, 'bundle')).toMatchObject({
      error: { reason: 'BUNDLE_NOT_MADE', detail: 'ENOENT' },
    });
    expect(opened).toEqual([]);
    expect(await readdir(join(bundle(), '..'))).toEqual([]);
  });
});

const mcpb = await fetched('mcpb');
const why = mcpb instanceof Error ? mcpb.message : '';

describe.skipIf(mcpb instanceof Error)(`their makers' own tool ${why}`, () => {
  const tool = (...words: string[]) => run(process.execPath, [String(mcpb), ...words]);
  const kinds = [['as a script', asScript] as const];
  const compiled = compiledBridge && { command: compiledBridge.command, args: ['--socket', '/s'] };

  test.each([...kinds, ...(compiled ? [['compiled', compiled] as const] : [])])(
    'accepts the bundle with the bridge %s, and its program starts',
    { timeout: 60_000 },
    async (_, bridge) => {
      await at[Symbol.asyncDispose]();
      await begin(bridge);
      await at.change('claude-desktop', 'connect', 'bundle');
      const out = join(at.home, 'unpacked');
      await tool('unpack', bundle(), out);
      expect((await tool('validate', join(out, 'manifest.json'))).stdout).toContain('passes');
      const { server } = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as {
        server: { entry_point: string; mcp_config: { command: string; args: string[] } };
      };
      const { command, args } = server.mcp_config;
      const here = (word: string) => word.replace('${__dirname}', out);
      expect(args.slice(-2)).toEqual(['--app', 'Claude Desktop']);
      const program = join(out, server.entry_point);
      const [made, ours] = [await readFile(program), bridge === asScript ? script : bridge.command];
      expect(made.equals(await readFile(ours))).toBe(true);
      expect((await stat(program)).mode & 0o111).toBe(0o111);
      const started = spawn(here(command), args.map(here), { stdio: 'ignore' });
      await once(started, 'spawn');
      started.kill('SIGKILL');
      await once(started, 'exit');
    },
  );

  test(
    'refuses one whose manifest is wrong, so its yes means something',
    { timeout: 60_000 },
    async () => {
      await at.change('claude-desktop', 'connect', 'bundle');
      const out = join(at.home, 'unpacked');
      await tool('unpack', bundle(), out);
      await mkdir(join(at.home, 'wrong'));
      const wrong = join(at.home, 'wrong/manifest.json');
      await copyFile(join(out, 'manifest.json'), wrong);
      await writeFile(wrong, (await readFile(wrong, 'utf8')).replace('"entry_point"', '"entry"'));
      await expect(tool('validate', wrong)).rejects.toThrow('failed');
    },
  );
});
