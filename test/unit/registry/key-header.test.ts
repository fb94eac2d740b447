import { expect, test } from 'vitest';

import { keyHeader } from '../../../src/main/registry/key-header.ts';
import { maySignIn, httpUrlOf } from '../../../src/main/registry/may-sign-in.ts';
import { redactedForms } from '../../../src/main/registry/redacted-forms.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';

test('a bearer key is sent as it is, without the line break it was pasted with', () => {
  expect(keyHeader({ placement: 'bearer' }, ' secret\n')).toEqual({
    name: 'Authorization',
    value: 'Bearer secret',
    secrets: ['secret'],
  });
});

test('user and password are encoded, and what is encoded already is left as it is', () => {
  const encoded = Buffer.from('me:wörd').toString('base64');
  expect(keyHeader({ placement: 'basic' }, 'me:wörd')).toEqual({
    name: 'Authorization',
    value: `Basic ${encoded}`,
    secrets: ['me:wörd', encoded],
  });
  expect(keyHeader({ placement: 'basic' }, encoded)?.value).toBe(`Basic ${encoded}`);
});

test('a header of its own carries the key alone, under its name or the usual one', () => {
  expect(keyHeader({ placement: 'header', headerName: 'X-Mine' }, 'key')).toEqual({
    name: 'X-Mine',
    value: 'key',
    secrets: ['key'],
  });
  expect(keyHeader({ placement: 'header' }, 'key')?.name).toBe('X-Api-Key');
});

test('where there is no key there is no header', () => {
  expect(keyHeader({ placement: 'bearer' }, ' \n')).toBeUndefined();
});

test('a secret is known in every form it takes, short ones are not taken out of all words', () => {
  expect(redactedForms(['a "b"&c'])).toEqual(['a "b"&c', 'a%20%22b%22%26c', 'a \\"b\\"&c']);
  expect(redactedForms(['plain', 'plain', 'abc'])).toEqual(['plain']);
  expect(redactedForms(['\ud800 half'])).toContain('%EF%BF%BD%20half');
});

const server = (more: object): ServerDefinition =>
  ({
    transport: { type: 'streamable-http', url: 'https://docs.example/mcp', headers: {} },
    auth: { type: 'none' },
    ...more,
  }) as unknown as ServerDefinition;

test('tokens go to addresses alone, and to none that gets a key of the person’s', () => {
  const key = { kind: 'text', text: 'x' };
  const withHeader = (name: string) =>
    server({ transport: { type: 'sse', url: 'https://a.example', headers: { [name]: key } } });
  expect(maySignIn(server({}))).toBe(true);
  expect(maySignIn(withHeader('X-Other'))).toBe(true);
  expect(maySignIn(withHeader('AUTHORIZATION'))).toBe(false);
  expect(maySignIn(server({ auth: { type: 'api-key', placement: 'bearer', key } }))).toBe(false);
  expect(maySignIn(server({ transport: { type: 'stdio', command: 'x', args: [], env: {} } }))).toBe(
    false,
  );
});

test('a WebSocket address is signed in to as the web address it is', () => {
  expect(httpUrlOf('wss://a.example/mcp')).toBe('https://a.example/mcp');
  expect(httpUrlOf('WS://a.example')).toBe('http://a.example');
  expect(httpUrlOf('https://ws.example')).toBe('https://ws.example');
});
