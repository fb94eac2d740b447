import { describe, expect, test } from 'vitest';

import { checkDraft } from '../../../src/main/registry/draft-check.ts';

const base = {
  title: 'Docs',
  transport: { type: 'streamable-http', url: 'https://x.example/mcp' },
};
const program = { type: 'stdio', command: 'node' };
const text = (value: string) => ({ kind: 'text', text: value });
const codes = (draft: unknown) => {
  const checked = checkDraft(draft);
  const problems = checked.ok ? checked.value.warnings : checked.error;
  return problems.map(({ code, path, severity }) => `${severity} ${code} ${path}`);
};

describe('draft check', () => {
  test('fills in defaults', () => {
    expect(checkDraft(base)).toMatchObject({
      ok: true,
      value: { draft: { era: 'auto', auth: { type: 'none' }, variables: [] }, warnings: [] },
    });
  });

  test.each([
    [undefined, ['error FIELD_MISSING ']],
    ['text', ['error FIELD_INVALID ']],
    [{}, ['error FIELD_MISSING title', 'error FIELD_MISSING transport']],
    [{ ...base, transport: { type: 'carrier-pigeon' } }, ['error FIELD_INVALID transport.type']],
    [
      { ...base, transport: { type: 'sse', url: 'http://' } },
      ['error FIELD_INVALID transport.url'],
    ],
    [
      { ...base, transport: { type: 'sse', url: 'http://:80/' } },
      ['error URL_INVALID transport.url'],
    ],
    [
      { ...base, transport: { type: 'sse', url: 'http://[/' } },
      ['error URL_INVALID transport.url'],
    ],
    [
      {
        ...base,
        transport: { ...program, command: 'a\0', args: ['', 'b\0'], env: { A: text('\0') } },
      },
      [
        'error CHARACTER_INVALID transport.command',
        'error CHARACTER_INVALID transport.args.1',
        'error CHARACTER_INVALID transport.env.A',
      ],
    ],
    [
      { ...base, transport: { ...base.transport, headers: { 'X-A': text('a\r\nX-B: b') } } },
      ['error HEADER_CHARACTER transport.headers.X-A'],
    ],
    [
      {
        ...base,
        transport: {
          ...base.transport,
          headers: { 'X-A': text('“quoted”'), 'X-B': { kind: 'secret', value: '密钥' } },
        },
        auth: { type: 'api-key', placement: 'bearer', key: { kind: 'secret', value: 'k🔑' } },
      },
      [
        'error HEADER_CHARACTER transport.headers.X-A',
        'error HEADER_CHARACTER transport.headers.X-B',
        'error HEADER_CHARACTER auth.key',
      ],
    ],
    [
      {
        ...base,
        transport: { ...base.transport, headers: { 'X-A': text('ends in a break\n') } },
        auth: { type: 'api-key', placement: 'basic', key: { kind: 'secret', value: 'ä:密' } },
      },
      [],
    ],
    [{ ...base, transport: { ...program, env: { A: text('密钥 “x”') } } }, []],
    [
      { ...base, transport: { type: 'streamable-http', url: 'http://docs.example/mcp' } },
      ['warning NOT_ENCRYPTED transport.url'],
    ],
    [{ ...base, transport: { type: 'websocket', url: 'ws://localhost:1/mcp' } }, []],
    [
      {
        ...base,
        transport: { type: 'streamable-http', url: 'https://docs.example/mcp' },
        auth: {
          type: 'oauth',
          issuer: 'http://127.0.0.1:1',
          authorizationUrl: 'http://login.docs.example/authorize',
          tokenUrl: 'http://login.docs.example/token',
          revocationUrl: 'https://login.docs.example/revoke',
        },
      },
      ['warning NOT_ENCRYPTED auth.authorizationUrl', 'warning NOT_ENCRYPTED auth.tokenUrl'],
    ],
    [
      {
        ...base,
        transport: { ...base.transport, headers: { 'X-A': text('1'), 'x-a': text('2') } },
      },
      ['error DUPLICATE transport.headers.x-a'],
    ],
    [
      { ...base, variables: [{ name: 'A' }, { name: 'B' }, { name: 'A' }, { name: '__proto__' }] },
      ['error DUPLICATE variables.2.name', 'error FIELD_INVALID variables.3.name'],
    ],
    [
      {
        ...base,
        auth: { type: 'oauth', clientSecret: text('s'), tokenUrl: 'https://x.example/t' },
      },
      ['error CLIENT_ID_MISSING auth.clientId', 'error ENDPOINT_MISSING auth.authorizationUrl'],
    ],
    [
      {
        ...base,
        auth: {
          type: 'oauth',
          parameters: { audience: '{{A}}', redirect_uri: 'https://evil.example' },
          headers: { 'X-A': text('a\nX-B: b'), 'x-a': text('b') },
        },
      },
      [
        'error HEADER_CHARACTER auth.headers.X-A',
        'error DUPLICATE auth.headers.x-a',
        'error FIELD_INVALID auth.parameters.redirect_uri',
      ],
    ],
    [
      { ...base, auth: { type: 'oauth', parameters: { audience: '{{A}}' } } },
      ['warning PLACEHOLDER_UNDECLARED auth.parameters.audience'],
    ],
    [
      {
        ...base,
        transport: { ...program, args: ['{{A}}', '{{B}}'], env: { X: text('{{C}}') } },
        variables: [{ name: 'A' }],
      },
      [
        'warning PLACEHOLDER_UNDECLARED transport.env.X',
        'warning PLACEHOLDER_UNDECLARED transport.args.1',
        'warning SECRET_IN_ARGUMENTS transport.args.0',
      ],
    ],
    [
      {
        ...base,
        transport: { ...program, args: ['--key={{A}}', '{{B}}'], env: { X: text('{{A}}') } },
        variables: [{ name: 'A' }, { name: 'B', sensitive: false }],
      },
      ['warning SECRET_IN_ARGUMENTS transport.args.0'],
    ],
    [
      {
        ...base,
        transport: { type: 'sse', url: 'https://{{HOST}}:{{PORT}}/{{A}}?k={{A}}' },
        variables: [{ name: 'HOST' }, { name: 'PORT' }, { name: 'A' }],
      },
      [],
    ],
    [{ ...base, transport: { ...program, args: ['line\nbreak'] } }, []],
  ])('%j gives %j', (draft, expected) => expect(codes(draft)).toEqual(expected));
});
