import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import type { AppFileRefusalCode } from '../../../src/shared/domain/connected-app.ts';
import { bridgeHere, createAppsHome } from '../../support/apps-home.ts';
import type { AppsHome } from '../../support/apps-home.ts';

let at: AppsHome;
beforeEach(async () => (at = await createAppsHome()));
afterEach(() => at[Symbol.asyncDispose]());

const cursor =
  '{\n\t"mcpServers": {\n\t\t"a": { "command": "x", "env": { "KEY": "s3cret" } }\n\t}\n}';
const codex = '# mine\nmodel = "o" # why\n\n[mcp_servers.a]\ncommand = "x"\n';

const stateOf = async (id: string) => (await at.apps.list()).find((app) => app.id === id)?.state;

describe('an app that is here', () => {
  test('is listed when its folder is there, and no other is', async () => {
    await mkdir(join(at.home, '.codex'));
    await at.put('.cursor/mcp.json', cursor);
    const apps = await at.apps.list();
    expect(apps.map(({ id, shortPlace, state }) => [id, shortPlace, state.kind])).toEqual([
      ['cursor', '~/.cursor/mcp.json', 'not-connected'],
      ['codex', '~/.codex/config.toml', 'not-connected'],
    ]);
  });

  test.each([
    ['cursor', '.cursor/mcp.json', cursor],
    ['codex', '.codex/config.toml', codex],
    ['claude-desktop', '.config/Claude/claude_desktop_config.json', '{"mcpServers":{}}'],
  ])('%s: connected, seen, and disconnected to the same bytes', async (id, place, text) => {
    const path = await at.put(place, text);
    await chmod(path, 0o640);
    await at.change(id, 'connect');
    const written = await readFile(path, 'utf8');
    expect(written).toContain('/opt/Patchbay/patchbay-bridge');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await stateOf(id)).toEqual({ kind: 'not-seen' });
    const { title = '' } = (await at.apps.list()).find((app) => app.id === id) ?? {};
    at.sightings.note(title, Date.now(), true);
    expect(await stateOf(id)).toMatchObject({ kind: 'connected' });
    await at.change(id, 'disconnect');
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await stateOf(id)).toMatchObject({ kind: 'not-connected' });
    expect(await readdir(join(path, '..'))).toEqual([place.split('/').at(-1)]);
  });

  test('what it came for before it was connected does not count', async () => {
    await at.put('.cursor/mcp.json', cursor);
    at.sightings.note('Cursor', Date.now() - 60_000, true);
    await at.change('cursor', 'connect');
    expect(await stateOf('cursor')).toEqual({ kind: 'not-seen' });
  });

  test('without a file gets one, which undo removes again', async () => {
    await mkdir(join(at.home, '.codex'));
    const id = await at.change('codex', 'connect');
    const path = join(at.home, '.codex/config.toml');
    expect(await readFile(path, 'utf8')).toContain('[mcp_servers.patchbay]');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await at.undo.run(id)).toMatchObject({ ok: true });
    expect(await readdir(join(at.home, '.codex'))).toEqual([]);
  });

  test('undo gives the bytes back, and redo puts our entry in again', async () => {
    const path = await at.put('.codex/config.toml', codex);
    const id = await at.change('codex', 'connect');
    const connected = await readFile(path, 'utf8');
    expect(await at.undo.run(id)).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toBe(codex);
    expect(await stateOf('codex')).toEqual({ kind: 'not-connected' });
    expect(await at.undo.redo(id)).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toBe(connected);
    expect(await stateOf('codex')).toEqual({ kind: 'not-seen' });
  });

  test('undo takes only our entry out of a file that was edited since', async () => {
    const path = await at.put('.codex/config.toml', codex);
    const id = await at.change('codex', 'connect');
    await writeFile(path, `${await readFile(path, 'utf8')}\n[tui]\nx = 1\n`);
    expect(await at.undo.run(id)).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toBe(`${codex}\n[tui]\nx = 1\n`);
  });
});

describe('what is shown before', () => {
  test('is every line that is put in, and no value of the person’s', async () => {
    const path = await at.put('.cursor/mcp.json', cursor);
    const preview = await at.apps.preview('cursor', 'connect');
    if (!preview.ok) throw new Error(preview.error.code);
    const { lines, backupFolder, isNewFile } = preview.value;
    expect(JSON.stringify(preview.value)).not.toContain('s3cret');
    const added = lines.filter(({ kind }) => kind === 'added').map(({ text }) => text);
    expect(added.join('\n')).toContain('"command": "/opt/Patchbay/patchbay-bridge"');
    expect([backupFolder, isNewFile]).toEqual([join(at.home, 'backups/cursor'), false]);
    expect(await readFile(path, 'utf8')).toBe(cursor);
    await at.change('cursor', 'connect');
    const after = (await readFile(path, 'utf8')).split('\n');
    for (const { kind, line, text } of lines) {
      if (kind === 'added' && !text.endsWith('…,')) expect(after[line - 1]).toBe(text);
    }
  });

  test('is written only as long as the file is the one that was shown', async () => {
    const path = await at.put('.cursor/mcp.json', cursor);
    const preview = await at.apps.preview('cursor', 'connect');
    if (!preview.ok) throw new Error(preview.error.code);
    await writeFile(path, '{"mcpServers":{"b":{"command":"y"}}}');
    const applied = await at.apps.apply('cursor', 'connect', preview.value.token);
    expect(applied).toEqual({ ok: false, error: { code: 'PREVIEW_OUTDATED' } });
    expect(await readFile(path, 'utf8')).toBe('{"mcpServers":{"b":{"command":"y"}}}');
  });

  test('the file before is kept as a copy for this user alone', async () => {
    await at.put('.cursor/mcp.json', cursor);
    await at.change('cursor', 'connect');
    const [name = ''] = await readdir(join(at.home, 'backups/cursor'));
    const copy = join(at.home, 'backups/cursor', name);
    expect(await readFile(copy, 'utf8')).toBe(cursor);
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
  });
});

describe('links and owners', () => {
  test('a link stays one, and what it leads to is written', async () => {
    const real = await at.put('dotfiles/mcp.json', cursor);
    await mkdir(join(at.home, '.cursor'));
    const link = join(at.home, '.cursor/mcp.json');
    await symlink(real, link);
    const preview = await at.apps.preview('cursor', 'connect');
    expect(preview.ok && preview.value.linkTarget).toBe(real);
    await at.change('cursor', 'connect');
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(real, 'utf8')).toContain('patchbay');
    await at.change('cursor', 'disconnect');
    expect(await readFile(real, 'utf8')).toBe(cursor);
  });

  test.runIf(process.getuid?.() === 0)('the owner stays the owner', async () => {
    const path = await at.put('.cursor/mcp.json', cursor);
    await chown(path, 1234, 1235);
    await chmod(path, 0o604);
    await at.change('cursor', 'connect');
    const { uid, gid, mode } = await stat(path);
    expect([uid, gid, mode & 0o777]).toEqual([1234, 1235, 0o604]);
  });
});

describe('a file that is not written', () => {
  const path = () => join(at.home, '.cursor/mcp.json');
  const place = () => mkdir(join(at.home, '.cursor'), { recursive: true });
  const put = (text: string | Uint8Array) => at.put('.cursor/mcp.json', text);
  test.each<[string, AppFileRefusalCode, () => Promise<unknown>]>([
    ['half written', 'CONFIG_INVALID', () => put('{"mcpServers": {"a": ')],
    ['a value missing', 'CONFIG_INVALID', () => put('{"mcpServers": }')],
    ['no object', 'CONFIG_SHAPE', () => put('[1]')],
    ['servers that are a list', 'CONFIG_SHAPE', () => put('{"mcpServers": []}')],
    ['servers that are a text', 'CONFIG_SHAPE', () => put('{"mcpServers": "x"}')],
    ['nested without end', 'CONFIG_SHAPE', () => put('['.repeat(100_000))],
    ['servers twice', 'CONFIG_DUPLICATE_KEY', () => put('{"mcpServers":{},"mcpServers":{}}')],
    ['a server twice', 'CONFIG_DUPLICATE_KEY', () => put('{"mcpServers":{"a":{},"a":{}}}')],
    [
      'a name that is taken',
      'ENTRY_TAKEN',
      () => put('{"mcpServers":{"patchbay":{"command":"z"}}}'),
    ],
    ['not UTF-8', 'FILE_NOT_TEXT', () => put(Buffer.from([0x7b, 0xff, 0x7d]))],
    ['zeros', 'FILE_NOT_TEXT', () => put(Buffer.alloc(64))],
    ['more than 10 MB', 'FILE_TOO_LARGE', () => put(Buffer.alloc(10 * 1024 * 1024 + 1, ' '))],
    ['a folder', 'FILE_NOT_REGULAR', () => mkdir(path(), { recursive: true })],
    [
      'a pipe nobody writes to',
      'FILE_NOT_REGULAR',
      async () => (await place(), execFileSync('mkfifo', [path()])),
    ],
    [
      'a link to nowhere',
      'FILE_LINK_BROKEN',
      async () => (await place(), symlink(join(at.home, 'gone'), path())),
    ],
    ['a link to itself', 'FILE_LINK_BROKEN', async () => (await place(), symlink(path(), path()))],
  ])('%s: %s', async (_, reason, prepare) => {
    await prepare();
    const facts = () => lstat(path()).then(({ ino, size, mtimeMs }) => [ino, size, mtimeMs]);
    const before = await facts();
    const preview = await at.apps.preview('cursor', 'connect');
    expect(preview).toMatchObject({ ok: false, error: { code: 'APP_FILE_REFUSED', reason } });
    if (reason !== 'ENTRY_TAKEN') {
      expect(await stateOf('cursor')).toMatchObject({ kind: 'broken', problem: { reason } });
    }
    expect(await facts()).toEqual(before);
  });

  const [comma, comment] = ['{"mcpServers":{},}', '{ // mine\n"mcpServers":{}}'];
  test.each([
    ['claude-desktop', '.config/Claude/claude_desktop_config.json', comma],
    ['claude-desktop', '.config/Claude/claude_desktop_config.json', comment],
    ['claude-code', '.claude.json', comma],
    ['claude-code', '.claude.json', comment],
    ['gemini-cli', '.gemini/settings.json', comma],
  ])('of %s, which would not read it itself: %s', async (id, place, text) => {
    const path = await at.put(place, text);
    expect(await stateOf(id)).toMatchObject({
      kind: 'broken',
      problem: { reason: 'CONFIG_INVALID', line: expect.any(Number) as number },
    });
    expect(await at.apps.preview(id, 'connect')).toMatchObject({ ok: false });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('is none that Gemini CLI reads, with comments', async () => {
    await at.put('.gemini/settings.json', comment);
    await at.change('gemini-cli', 'connect');
    expect(await stateOf('gemini-cli')).toEqual({ kind: 'not-seen' });
  });

  test.skipIf(process.getuid === undefined)('that belongs to another user', async () => {
    await put(cursor);
    const preview = await at.apps.preview('cursor', 'connect');
    if (!preview.ok) throw new Error(preview.error.code);
    const own = process.getuid?.() ?? 0;
    const somebodyElse = vi.spyOn(process, 'getuid').mockReturnValue(own + 1000);
    onTestFinished(() => somebodyElse.mockRestore());
    const applied = await at.apps.apply('cursor', 'connect', preview.value.token);
    expect(applied).toMatchObject({ error: { reason: 'FILE_OTHER_OWNER' } });
    expect(await readFile(path(), 'utf8')).toBe(cursor);
    expect(await readdir(join(at.home, '.cursor'))).toEqual(['mcp.json']);
  });

  test('that is protected', async () => {
    await put(cursor);
    await chmod(path(), 0o444);
    const preview = await at.apps.preview('cursor', 'connect');
    if (!preview.ok) throw new Error(preview.error.code);
    const applied = await at.apps.apply('cursor', 'connect', preview.value.token);
    expect(applied).toMatchObject({ error: { reason: 'FILE_READ_ONLY' } });
    expect(await readFile(path(), 'utf8')).toBe(cursor);
    expect(await readdir(join(at.home, '.cursor'))).toEqual(['mcp.json']);
  });
});

describe('what others do to the file', () => {
  test('our entry taken out or edited is said; theirs or ours can be kept', async () => {
    const path = await at.put('.cursor/mcp.json', cursor);
    await at.change('cursor', 'connect');
    await writeFile(path, cursor);
    expect(await stateOf('cursor')).toEqual({ kind: 'changed', change: 'removed' });
    await at.change('cursor', 'connect');
    const another = await at.put('another/patchbay-bridge', '');
    const edited = (await readFile(path, 'utf8')).replace(bridgeHere.command, another);
    await writeFile(path, edited);
    expect(await stateOf('cursor')).toEqual({ kind: 'changed', change: 'edited' });
    expect(await at.apps.keepTheirs('cursor')).toMatchObject({ ok: true });
    expect(await stateOf('cursor')).toEqual({ kind: 'not-seen' });
    await rm(another);
    expect(await stateOf('cursor')).toEqual({ kind: 'changed', change: 'lost' });
    await at.change('cursor', 'connect');
    expect(await readFile(path, 'utf8')).toContain('/opt/Patchbay');
    await writeFile(path, cursor);
    expect(await at.apps.keepTheirs('cursor')).toMatchObject({ ok: true });
    expect(await stateOf('cursor')).toEqual({ kind: 'not-connected' });
  });

  test('servers put beside it are named until a person has seen them', async () => {
    const path = await at.put('.codex/config.toml', codex);
    await at.change('codex', 'connect');
    const beside = async () => (await at.apps.list())[0]?.newServers;
    expect(await beside()).toEqual([]);
    await writeFile(path, `${await readFile(path, 'utf8')}\n[mcp_servers.b]\ncommand = "y"\n`);
    expect(await beside()).toEqual(['b']);
    await at.apps.keepTheirs('codex');
    expect(await beside()).toEqual([]);
  });

  test('an app that writes its file from its memory takes our entry out; put back, it stays undoable', async () => {
    const path = await at.put('.cursor/mcp.json', cursor);
    // It read the file when it started, and writes it with its next change of its own.
    const inMemory = await readFile(path, 'utf8');
    await at.change('cursor', 'connect');
    const rewritten = inMemory.replace('"x"', '"y"');
    await writeFile(path, rewritten);
    expect(await stateOf('cursor')).toEqual({ kind: 'changed', change: 'removed' });
    await at.change('cursor', 'connect');
    expect(await stateOf('cursor')).toEqual({ kind: 'not-seen' });
    await at.change('cursor', 'disconnect');
    expect(await readFile(path, 'utf8')).toBe(rewritten);
  });

  test('our entry put there by hand is ours, and is taken out again', async () => {
    const entry = JSON.stringify({
      command: '/opt/Patchbay/patchbay-bridge',
      args: ['--socket', '/s', '--app', 'Cursor'],
    });
    const path = await at.put('.cursor/mcp.json', `{"mcpServers":{"a":{},"patchbay":${entry}}}`);
    expect(await stateOf('cursor')).toEqual({ kind: 'not-seen' });
    await at.change('cursor', 'disconnect');
    expect(await readFile(path, 'utf8')).toBe('{"mcpServers":{"a":{}}}');
  });

  test('another path of our bridge, put there by hand, is made right', async () => {
    const path = await at.put(
      '.cursor/mcp.json',
      '{"mcpServers":{"patchbay":{"command":"/old/patchbay-bridge"}}}',
    );
    await at.change('cursor', 'connect');
    expect(await readFile(path, 'utf8')).toContain('/opt/Patchbay/patchbay-bridge');
    expect(await readFile(path, 'utf8')).not.toContain('/old/');
  });

  test('a folder that went away since it was shown is said, and not made', async () => {
    await mkdir(join(at.home, '.codex'));
    const preview = await at.apps.preview('codex', 'connect');
    if (!preview.ok) throw new Error(preview.error.code);
    await rm(join(at.home, '.codex'), { recursive: true });
    const applied = await at.apps.apply('codex', 'connect', preview.value.token);
    expect(applied).toMatchObject({ ok: false });
    expect(existsSync(join(at.home, '.codex'))).toBe(false);
  });

  test('a file that is gone is a connection taken out', async () => {
    const path = await at.put('.cursor/mcp.json', cursor);
    await at.change('cursor', 'connect');
    await rm(path);
    expect(await stateOf('cursor')).toEqual({ kind: 'changed', change: 'removed' });
  });
});

describe('disks', () => {
  test.runIf(existsSync('/dev/shm'))(
    'a link to another disk stays one, and its file is written',
    async () => {
      const other = await mkdtemp('/dev/shm/patchbay-app-');
      onTestFinished(() => rm(other, { recursive: true, force: true }));
      const real = join(other, 'mcp.json');
      await writeFile(real, cursor);
      await mkdir(join(at.home, '.cursor'));
      const link = join(at.home, '.cursor/mcp.json');
      await symlink(real, link);
      expect((await stat(real)).dev).not.toBe((await stat(at.home)).dev);
      await at.change('cursor', 'connect');
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
      expect(await readFile(real, 'utf8')).toContain('patchbay');
      await at.change('cursor', 'disconnect');
      expect(await readFile(real, 'utf8')).toBe(cursor);
      expect(await readdir(other)).toEqual(['mcp.json']);
    },
  );

  test.runIf(canMount())(
    'that are full leave the file as it was, and nothing beside it',
    async () => {
      const folder = join(at.home, '.cursor');
      await mkdir(folder);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
      try {
        const path = await at.put('.cursor/mcp.json', cursor);
        const preview = await at.apps.preview('cursor', 'connect');
        if (!preview.ok) throw new Error(preview.error.code);
        await writeFile(join(folder, 'filler'), Buffer.alloc(1 << 20)).catch(() => undefined);
        const applied = await at.apps.apply('cursor', 'connect', preview.value.token);
        expect(applied).toMatchObject({ error: { code: 'APP_FILE_REFUSED', reason: 'DISK_FULL' } });
        expect(await readFile(path, 'utf8')).toBe(cursor);
        expect((await readdir(folder)).sort()).toEqual(['filler', 'mcp.json']);
        expect(await stateOf('cursor')).toEqual({ kind: 'not-connected' });
      } finally {
        // Before the home goes.
        execFileSync('umount', [folder]);
      }
    },
  );
});

/** Whether this user may make a small disk of their own. */
function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}
