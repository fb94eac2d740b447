import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { allFetched } from '../../support/ai-apps/fetched.ts';
import { bridgeHere, createAppsHome } from '../../support/apps-home.ts';
import type { AppsHome } from '../../support/apps-home.ts';

let at: AppsHome;
beforeEach(async () => (at = await createAppsHome()));
afterEach(() => at[Symbol.asyncDispose]());

const codex = '# mine\nmodel = "o" # why\n\n[mcp_servers.a]\ncommand = "x"   # note\n';
const file = () => join(at.home, '.codex/config.toml');
const stateOf = async (id: string) => (await at.apps.list()).find((app) => app.id === id)?.state;
/** A `codex` whose `add` does this in JavaScript; its file is `path`, what it is given `words`. */
const codexThat = (script: string) =>
  at.program(
    'codex',
    `#!${process.execPath}\nconst fs = require('node:fs');\nconst path = process.env.CODEX_HOME + '/config.toml';\nconst text = fs.readFileSync(path, 'utf8');\nconst words = process.argv.slice(2);\n${script}\n`,
  );
const entry = `[mcp_servers.patchbay]\\ncommand = "${bridgeHere.command}"\\nargs = ["--socket", "/s", "--app", "Codex"]\\n`;
const refusal = async () => {
  const preview = await at.apps.preview('codex', 'connect', 'command');
  if (!preview.ok) return preview.error;
  const applied = await at.apps.apply('codex', 'connect', preview.value.token, 'command');
  return applied.ok ? undefined : applied.error;
};

describe('an app that writes its file itself', () => {
  test('is offered that way when its program is here, and shown what is run', async () => {
    await at.put('.codex/config.toml', codex);
    const ways = async () => (await at.apps.list()).find(({ id }) => id === 'codex')?.ways;
    expect(await ways()).toEqual(['file']);
    await codexThat('');
    expect(await ways()).toEqual(['file', 'command']);
    const preview = await at.apps.preview('codex', 'connect', 'command');
    expect(preview).toMatchObject({
      value: {
        by: 'command',
        command: 'codex mcp add patchbay -- /opt/Patchbay/patchbay-bridge --socket /s --app Codex',
        lines: [],
        backupFolder: join(at.home, 'backups/codex'),
      },
    });
    expect(await readFile(file(), 'utf8')).toBe(codex);
  });

  test('is given the words as they are, and no shell', async () => {
    await at.put('.codex/config.toml', codex);
    await codexThat(
      `fs.writeFileSync(process.env.CODEX_HOME + '/words', JSON.stringify(words)); fs.writeFileSync(path, text + '\\n${entry}');`,
    );
    await at.change('codex', 'connect', 'command');
    const words = JSON.parse(await readFile(join(at.home, '.codex/words'), 'utf8')) as string[];
    const expected = ['mcp', 'add', 'patchbay', '--', bridgeHere.command, '--socket', '/s'];
    expect(words).toEqual([...expected, '--app', 'Codex']);
    expect(await stateOf('codex')).toEqual({ kind: 'not-seen' });
    expect((await at.book.get('codex'))?.by).toBe('command');
  });

  test.each([
    ['fails', 'process.exit(3);', { reason: 'COMMAND_FAILED', detail: '3' }],
    ['does nothing', '', { reason: 'COMMAND_WITHOUT_EFFECT' }],
    [
      'fails half way',
      `fs.writeFileSync(path, text.slice(0, 20)); process.exit(1);`,
      { reason: 'COMMAND_FAILED' },
    ],
    [
      'writes another entry than it was asked for',
      `fs.writeFileSync(path, text + '\\n${entry.replace('/s', '/elsewhere')}');`,
      { reason: 'COMMAND_WITHOUT_EFFECT' },
    ],
    [
      'drops another server',
      `fs.writeFileSync(path, '${entry}');`,
      { reason: 'COMMAND_CHANGED_OTHERS' },
    ],
    [
      'damages the file and says that all went well',
      `fs.writeFileSync(path, text + '\\n[mcp_servers');`,
      { reason: 'COMMAND_CHANGED_OTHERS' },
    ],
  ])('and %s: the file is as it was, and it says so', async (_, script, expected) => {
    await at.put('.codex/config.toml', codex);
    await codexThat(script);
    expect(await refusal()).toMatchObject({ code: 'APP_FILE_REFUSED', ...expected });
    expect(await readFile(file(), 'utf8')).toBe(codex);
    expect(await stateOf('codex')).toEqual({ kind: 'not-connected' });
  });

  test('is not run when the file is another than the one that was looked at', async () => {
    await at.put('.codex/config.toml', codex);
    await codexThat(`fs.writeFileSync(process.env.CODEX_HOME + '/ran', '');`);
    const preview = await at.apps.preview('codex', 'connect', 'command');
    if (!preview.ok) throw new Error(preview.error.code);
    await writeFile(file(), `${codex}x = 1\n`);
    const applied = await at.apps.apply('codex', 'connect', preview.value.token, 'command');
    expect(applied).toMatchObject({ error: { code: 'PREVIEW_OUTDATED' } });
    await expect(stat(join(at.home, '.codex/ran'))).rejects.toThrow('ENOENT');
  });

  test('is changed in its file when its program has gone since', async () => {
    await at.put('.codex/config.toml', codex);
    await codexThat(`fs.writeFileSync(path, text + '\\n${entry}');`);
    await at.change('codex', 'connect', 'command');
    await rm(join(at.home, 'bin/codex'));
    expect(await at.apps.preview('codex', 'disconnect')).toMatchObject({ value: { by: 'file' } });
    await at.change('codex', 'disconnect');
    expect(await readFile(file(), 'utf8')).toBe(codex);
  });

  test('is not asked for what it would refuse: an entry of ours that was edited', async () => {
    await at.put('.codex/config.toml', codex);
    await at.change('codex', 'connect');
    const edited = (await readFile(file(), 'utf8')).replace('/opt/Patchbay', '/usr/local');
    await writeFile(file(), edited);
    await codexThat('process.exit(1);');
    expect(await at.apps.preview('codex', 'connect', 'command')).toMatchObject({
      value: { by: 'file' },
    });
  });
});

const programs = await allFetched('codex', 'gemini', 'claude');
const why = typeof programs === 'string' ? programs : '';

describe.skipIf(typeof programs === 'string')(`the apps' real commands ${why}`, () => {
  const real = typeof programs === 'string' ? { codex: '', gemini: '', claude: '' } : programs;
  const gemini =
    '{\n\t// mine\n\t"mcpServers": {\n\t\t"a": { "command": "x" } /* b */\n\t},\n\t"ui": { "theme": "x" }\n}\n';
  const claude = '{"numStartups": 3,  "mcpServers": {"a": {"command": "x"}}, "projects": {}}\n';
  const run = (program: string) =>
    `#!/bin/sh\nexport HOME="${at.home}"\nexec ${program.endsWith('claude') ? '' : process.execPath} "${program}" "$@"\n`;

  test.each([
    ['codex', 'codex', '.codex/config.toml', codex],
    ['gemini-cli', 'gemini', '.gemini/settings.json', gemini],
  ] as const)(
    '%s: connected by its command, and by undo or its removal to the very bytes',
    { timeout: 120_000 },
    async (id, name, place, text) => {
      const path = await at.put(place, text);
      await at.program(name, run(real[name]));
      const undoId = await at.change(id, 'connect', 'command');
      expect(await stateOf(id)).toEqual({ kind: 'not-seen' });
      expect(await readFile(path, 'utf8')).toContain(bridgeHere.command);
      expect(await at.undo.run(undoId)).toMatchObject({ ok: true });
      expect(await readFile(path, 'utf8')).toBe(text);
      expect(await stateOf(id)).toEqual({ kind: 'not-connected' });
      await at.change(id, 'connect', 'command');
      expect(await at.apps.preview(id, 'disconnect')).toMatchObject({ value: { by: 'command' } });
      await at.change(id, 'disconnect');
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  test(
    'Claude Code: suggested first; its own state stays its own',
    { timeout: 120_000 },
    async () => {
      const path = await at.put('.claude.json', claude);
      await at.program('claude', run(real.claude));
      expect((await at.apps.list())[0]).toMatchObject({
        id: 'claude-code',
        ways: ['command', 'file'],
      });
      const undoId = await at.change('claude-code', 'connect', 'command');
      const servers = async () =>
        (JSON.parse(await readFile(path, 'utf8')) as { mcpServers: object }).mcpServers;
      expect(await servers()).toMatchObject({ a: { command: 'x' }, patchbay: { type: 'stdio' } });
      expect(await stateOf('claude-code')).toEqual({ kind: 'not-seen' });
      expect(await at.undo.run(undoId)).toMatchObject({ ok: true });
      expect(await servers()).toEqual({ a: { command: 'x' } });
    },
  );
});
