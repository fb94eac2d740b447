import { describe, expect, test } from 'vitest';

import { readPaste } from '../../../../src/main/config-formats/read-paste.ts';
import { serverAsJson } from '../../../../src/renderer/src/parts/servers/server-as-json.ts';
import { serverViewSchema } from '../../../../src/shared/domain/server.ts';

const base = { name: 'one', createdAt: 1, updatedAt: 1 };

const program = serverViewSchema.parse({
  ...base,
  title: 'My notes',
  transport: {
    type: 'stdio',
    command: 'node',
    args: ['a b', '--x'],
    env: { PLAIN: { kind: 'text', text: 'v' }, API_KEY: { kind: 'secret', isSet: true } },
    cwd: '/tmp',
  },
});
const remote = serverViewSchema.parse({
  ...base,
  title: 'Far',
  transport: { type: 'streamable-http', url: 'https://example.com/mcp' },
  auth: { type: 'api-key', placement: 'bearer', key: { kind: 'secret', isSet: true } },
});

describe('serverAsJson', () => {
  test('is what the form to add takes in, with secrets to be filled in', () => {
    const read = readPaste(serverAsJson(program), { home: '/home/me' });
    const [item] = read.servers;
    expect(item?.draft).toMatchObject({
      title: 'My notes',
      transport: { type: 'stdio', command: 'node', args: ['a b', '--x'], cwd: '/tmp' },
    });
    expect(JSON.stringify(item?.draft)).toContain('{{API_KEY}}');
  });

  test('keeps the address and a place for its key', () => {
    const [item] = readPaste(serverAsJson(remote), { home: '/home/me' }).servers;
    expect(item?.draft.transport).toMatchObject({ url: 'https://example.com/mcp' });
    expect(serverAsJson(remote)).toContain('"Authorization": "Bearer ${input:KEY}"');
  });
});
