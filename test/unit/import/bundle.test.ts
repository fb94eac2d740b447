import { describe, expect, test } from 'vitest';

import { readBundle } from '../../../src/main/import/find-bundle.ts';
import type { System } from '../../../src/main/apps/known-app.ts';

const origin = { file: '/x/notes.mcpb', folder: '/data/bundles/notes-0123', fingerprint: '0123' };
const manifest = {
  manifest_version: '0.3',
  name: 'notes',
  display_name: 'My Notes',
  version: '1.0.0',
  server: {
    type: 'node',
    entry_point: 'server/index.js',
    mcp_config: {
      command: 'node',
      args: [
        '${__dirname}/server/index.js',
        '--root',
        '${user_config.root}',
        '${user_config.also}',
      ],
      env: {
        NOTES_KEY: '${user_config.api-key}',
        PLACE: '${HOME}/notes',
        LEVEL: '${user_config.level}',
      },
      platform_overrides: { win32: { command: 'node.exe', env: { SHELL: 'cmd' } } },
    },
  },
  user_config: {
    root: { type: 'directory', title: 'Folder', required: true, default: '${DOCUMENTS}' },
    also: { type: 'directory', multiple: true, default: ['/a', '/b'] },
    'api-key': { type: 'string', title: 'Key', sensitive: true, required: true },
    level: { type: 'string' },
  },
};

const read = (change: object = {}, system: System = 'linux') =>
  readBundle(
    { manifest: JSON.stringify({ ...manifest, ...change }), origin },
    { system, home: '/home/ann', env: {} },
  );

describe('a bundle', () => {
  test('becomes a server that starts out of its own folder', () => {
    const [found] = read().servers;
    if (found?.reading.kind !== 'server') throw new Error('refused');
    const { draft, problems } = found.reading.server;
    expect(draft).toMatchObject({
      title: 'My Notes',
      transport: {
        command: 'node',
        args: [`${origin.folder}/server/index.js`, '--root', '{{root}}', '/a', '/b'],
        env: {
          NOTES_KEY: { kind: 'text', text: '{{api_key}}' },
          PLACE: { kind: 'text', text: '/home/ann/notes' },
          LEVEL: { kind: 'text', text: '{{level}}' },
        },
        cwd: origin.folder,
      },
      variables: [
        { name: 'root', title: 'Folder', sensitive: false },
        { name: 'api_key', title: 'Key', sensitive: true },
        { name: 'level', sensitive: false, optional: true },
      ],
    });
    expect(found.values).toEqual({ root: '/home/ann/Documents' });
    expect(found.bundle).toEqual(origin);
    expect(problems).toEqual([]);
  });

  test('starts as this system wants it', () => {
    const [found] = read({}, 'win32').servers;
    expect(found?.reading).toMatchObject({
      server: {
        draft: {
          transport: { command: 'node.exe', env: { SHELL: { kind: 'text', text: 'cmd' } } },
        },
      },
    });
  });

  test.each([
    ['python', 'python3', [`${origin.folder}/main.py`]],
    ['uv', 'uv', ['run', '--directory', origin.folder, `${origin.folder}/main.py`]],
    ['binary', `${origin.folder}/main.py`, []],
  ])('of kind %s without a command starts in the usual way', (type, command, args) => {
    const [found] = read({ server: { type, entry_point: 'main.py' } }).servers;
    expect(found?.reading).toMatchObject({ server: { draft: { transport: { command, args } } } });
  });

  test('of before is read as well', () => {
    expect(read({ manifest_version: undefined, dxt_version: '0.1' }).servers).toHaveLength(1);
  });

  test('for other systems says so', () => {
    const [found] = read({ compatibility: { platforms: ['darwin'] } }).servers;
    expect(found?.reading).toMatchObject({
      server: { problems: [{ code: 'BUNDLE_OTHER_SYSTEM', severity: 'error' }] },
    });
  });

  test.each([
    [{ manifest_version: undefined }, 'manifest_version'],
    [{ server: { type: 'php' } }, 'server.type'],
    [{ name: 7 }, 'name'],
    [{ user_config: { 'a b': {} } }, 'user_config.a b'],
  ])('with a manifest like %j is refused with the place', (change, path) => {
    const { servers, problems } = read(change);
    expect(servers).toEqual([]);
    expect(problems.map((one) => [one.code, one.path])).toEqual([['BUNDLE_MANIFEST', path]]);
  });
});
