import { describe, expect, test } from 'vitest';

import { findInFolder, findOnComputer } from '../../../src/main/import/find-sources.ts';
import type { System } from '../../../src/main/apps/known-app.ts';
import { importSources } from '../../../src/main/apps/known-apps.ts';
import { diskWith, fixture, homes, inWords } from '../import/golden.ts';
import { own } from '../../../src/shared/util/own.ts';

type Places = Readonly<Record<string, Record<System, string[]> & { readonly file: string }>>;
const places = JSON.parse(fixture('places.json')) as Places;
const expected = JSON.parse(fixture('expected.json')) as Readonly<Record<string, unknown>>;
const systems: readonly System[] = ['darwin', 'win32', 'linux'];

const cases = Object.entries(places).flatMap(([id, place]) =>
  systems.flatMap((system) =>
    place[system].map((path) => ({ id, system, path, file: place.file })),
  ),
);

describe('what apps keep, found by itself', () => {
  test.each(cases)('$id on $system at $path', async ({ id, system, path, file }) => {
    const home = homes[system];
    const finds = await findOnComputer({
      files: diskWith({ [path]: fixture(id, file) }),
      surroundings: { system, home, env: {} },
    });
    expect(finds.map(({ sourceId, place }) => [sourceId, place])).toEqual([[id, path]]);
    expect(finds[0]?.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(finds[0]?.servers.map((found) => inWords(found, home))).toEqual(own(expected, id));
  });

  test('every app with files of a person has a golden file on every system', () => {
    const withFiles = importSources.filter(({ user }) => user.linux.length > 0).map(({ id }) => id);
    expect(Object.keys(places).sort()).toEqual(withFiles.sort());
    const covered = new Set(cases.map(({ id, system }) => `${id} ${system}`));
    expect(covered.size).toBe(withFiles.length * systems.length);
    expect(covered.size).toBe(78);
  });

  test('the same source has the same id only once', () => {
    expect(new Set(importSources.map(({ id }) => id)).size).toBe(importSources.length);
  });
});

describe('what a project keeps', () => {
  const folder = '/home/ann/shop';
  const find = (texts: Readonly<Record<string, string>>) =>
    findInFolder(folder, {
      files: diskWith(texts),
      surroundings: { system: 'linux', home: '/home/ann', env: {} },
    });

  test.each(importSources.flatMap(({ id, project }) => project.map((path) => ({ id, path }))))(
    '$id: $path',
    async ({ id, path }) => {
      const file = `${folder}/${path.replace('*', 'own.yaml')}`;
      const text = fixture(id, id === 'claude-code' ? '.claude.json' : fileOf(id));
      const [found] = await find({ [file]: text });
      expect(found).toMatchObject({ sourceId: id, place: file });
      expect(found?.servers.length).toBeGreaterThan(0);
    },
  );

  test('every program of a project starts in its folder', async () => {
    const servers = {
      own: { command: './mcp.sh', args: [] },
      other: { command: 'npx', args: ['x', '${workspaceFolder}/notes'] },
    };
    const [found] = await find({ [`${folder}/.vscode/mcp.json`]: JSON.stringify({ servers }) });
    expect(found?.servers.map((one) => inWords(one, '/nowhere'))).toEqual([
      { path: 'servers.own', title: 'Own', run: ['./mcp.sh'], cwd: folder },
      { path: 'servers.other', title: 'Other', run: ['npx', 'x', `${folder}/notes`], cwd: folder },
    ]);
  });
});

const fileOf = (id: string): string => own(places, id)?.file ?? 'librechat.yaml';

describe('places that a variable moves', () => {
  test('settings follow the variables the apps follow', async () => {
    const env = {
      CODEX_HOME: '/srv/codex',
      XDG_CONFIG_HOME: '/srv/config',
      CLAUDE_CONFIG_DIR: 'relative',
      CONTINUE_GLOBAL_DIR: '/srv/continue',
    };
    const texts = {
      '/srv/codex/config.toml': fixture('codex', 'config.toml'),
      '/home/ann/.codex/config.toml': fixture('codex', 'config.toml'),
      '/srv/config/zed/settings.json': fixture('zed', 'settings.json'),
      '/home/ann/.config/zed/settings.json': fixture('zed', 'settings.json'),
      '/home/ann/.claude.json': fixture('claude-code', '.claude.json'),
      '/srv/continue/config.yaml': fixture('continue', 'config.yaml'),
      '/home/ann/.continue/config.yaml': fixture('continue', 'config.yaml'),
    };
    const finds = await findOnComputer({
      files: diskWith(texts),
      surroundings: { system: 'linux', home: '/home/ann', env },
    });
    expect(finds.map(({ place }) => place)).toEqual([
      '/home/ann/.claude.json',
      '/srv/config/zed/settings.json',
      '/srv/codex/config.toml',
      '/srv/continue/config.yaml',
    ]);
  });

  test('nothing is written where only an earlier edition of an app would read it', () => {
    const written = importSources.filter(({ connect }) => connect !== undefined);
    const places = written.flatMap(({ user }) => [user.darwin, user.win32, user.linux].flat(2));
    expect(places.filter((place) => /kilocode|%LOCALAPPDATA%\/opencode/.test(place))).toEqual([]);
  });

  test('a file with comments hides the plain one of the same app', async () => {
    const finds = await findOnComputer({
      files: diskWith({
        '/home/ann/.config/opencode/opencode.json': '{"mcp":{}}',
        '/home/ann/.config/opencode/opencode.jsonc': fixture('opencode', 'opencode.jsonc'),
      }),
      surroundings: { system: 'linux', home: '/home/ann', env: {} },
    });
    expect(finds.map(({ place }) => place)).toEqual(['/home/ann/.config/opencode/opencode.jsonc']);
  });
});
