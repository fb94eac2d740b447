import { describe, expect, test } from 'vitest';

import type { SecretUse } from '../../../src/main/kernel/secret-store.ts';
import { fitOf, recipientOf, useOf } from '../../../src/main/trust/recipient.ts';
import type { SentPlace } from '../../../src/main/trust/recipient.ts';
import { questionOf } from '../../../src/main/trust/recipient-question.ts';
import { rebindings } from '../../../src/main/trust/secret-uses.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';

const text = (value: string) => ({ kind: 'text', text: value });
const secret = (secretId: string) => ({ kind: 'secret', secretId });
const key: SentPlace = { kind: 'api-key' };

const server = (url: string, change: object = {}): ServerDefinition =>
  serverDefinitionSchema.parse({
    title: 'One',
    name: 'one',
    transport: { type: /^ws/i.test(url) ? 'websocket' : 'streamable-http', url },
    auth: { type: 'api-key', placement: 'bearer', key: secret('id') },
    createdAt: 1,
    updatedAt: 1,
    ...change,
  });

const variables = [{ name: 'HOST', sensitive: false }, { name: 'TOKEN' }];
const values = { HOST: text('eu.example'), TOKEN: secret('token') };

describe('the recipient of an address', () => {
  test.each([
    ['https://a.example/x', 'https://A.EXAMPLE:443/y?z#f', true],
    ['https://a.example', 'https://user:pass@a.example', true],
    ['wss://a.example', 'https://a.example', true],
    ['ws://a.example', 'http://a.example', true],
    ['https://a.example', 'http://a.example', false],
    ['wss://a.example', 'ws://a.example', false],
    ['https://a.example', 'https://a.example:8443', false],
    ['https://a.example', 'https://a.example.evil.example', false],
    ['https://a.example', 'https://a.example@evil.example', false],
    ['https://a.example', 'https://evil.example\\@a.example', false],
    ['https://{{HOST}}/x', 'https://eu.example', true],
    ['https://{{TOKEN}}.example', 'https://{{TOKEN}}.example/other', true],
    ['https://{{TOKEN}}.example', 'https://patchbay0x0x.example', false],
    ['https://{{TOKEN}}.example', 'https://patchbay1x0x.example', false],
    ['https://a.example/{{TOKEN}}', 'https://a.example', true],
    ['https://a.example{{TOKEN}}', 'https://a.example', false],
    ['https://a.example:{{TOKEN}}/', 'https://a.example:{{TOKEN}}/x', false],
  ])('%s and %s: the same is %s', (one, other, isSame) => {
    const recipients = [one, other].map((url) =>
      recipientOf(server(url, { variables, variableValues: values }), key),
    );
    expect(recipients[0] === recipients[1]).toBe(isSame);
  });

  test('is not that of another host for a name that stands in for a variable', () => {
    const variables = [{ name: 'X' }];
    const of = (url: string) => recipientOf(server(url, { variables }), key);
    const named = of('https://patchbay0x0x.example/{{X}}');
    expect(named).not.toBe(of('https://{{X}}.example/'));
  });

  test('is where a variable leads that is unset and has a default', () => {
    const of = (fallback: string) =>
      recipientOf(
        server('https://{{HOST}}/x', {
          variables: [{ name: 'HOST', sensitive: false, default: fallback }],
        }),
        key,
      );
    expect(of('a.example')).toBe('https://a.example');
    expect(of('evil.example')).not.toBe(of('a.example'));
  });

  test('is told with what decides the sign-in, for a client secret and nothing else', () => {
    const auth = {
      type: 'oauth',
      clientId: '{{TOKEN}}',
      clientSecret: secret('client'),
      authorizationUrl: 'https://as.example/authorize',
      tokenUrl: 'https://as.example/token',
    };
    const of = (change: object, place: SentPlace) =>
      recipientOf(server('https://a.example', { auth: { ...auth, ...change }, variables }), place);
    for (const place of [
      { kind: 'client-secret' },
      { kind: 'sign-in-header', name: 'X-Tenant' },
      { kind: 'variable', name: 'TOKEN', profile: 'personal' },
    ] as const) {
      expect(of({ tokenUrl: 'https://evil.example/token' }, place)).not.toBe(of({}, place));
      expect(of({ issuer: 'https://evil.example' }, place)).not.toBe(of({}, place));
      expect(of({ revocationUrl: 'https://evil.example' }, place)).not.toBe(of({}, place));
      const authorizationUrl = 'https://evil.example/authorize';
      expect(of({ authorizationUrl }, place)).not.toBe(of({}, place));
    }
    const inTokenUrl = { clientId: 'us', tokenUrl: 'https://as.example/{{TOKEN}}' };
    const variable = { kind: 'variable', name: 'TOKEN', profile: 'personal' } as const;
    expect(of({ ...inTokenUrl, issuer: 'https://evil.example' }, variable)).not.toBe(
      of(inTokenUrl, variable),
    );
    expect(of({}, { kind: 'header', name: 'X' })).toBe('https://a.example');
  });

  test('is that of the sign-in for a variable in its parameters, headers or addresses', () => {
    const place: SentPlace = { kind: 'variable', name: 'TOKEN', profile: 'personal' };
    const of = (auth: object) =>
      recipientOf(
        server('https://a.example', { auth: { type: 'oauth', ...auth }, variables }),
        place,
      );
    expect(of({})).toBe('https://a.example');
    for (const auth of [
      { parameters: { audience: '{{TOKEN}}' } },
      { headers: { 'X-Tenant': { kind: 'text', text: 'a {{TOKEN}}' } } },
      { revocationUrl: 'https://as.example/{{TOKEN}}' },
    ]) {
      expect(of(auth)).toMatch(/^sign-in /);
    }
  });

  test('is the launch for a program', () => {
    const program = (command: string) =>
      server('https://a.example', {
        transport: { type: 'stdio', command },
        auth: { type: 'none' },
      });
    const place: SentPlace = { kind: 'env', name: 'A' };
    expect(recipientOf(program('x'), place)).not.toBe(recipientOf(program('y'), place));
  });
});

describe('a use', () => {
  const place: SentPlace = { kind: 'variable', name: 'TOKEN', profile: 'work' };

  test('is of a server, and of a profile for a variable', () => {
    const one = server('https://a.example', { variables });
    expect(useOf(one, place, 'work').holder).toBe('one/work');
    expect(useOf(one, place, 'personal').holder).toBe('one');
    expect(useOf(one, key, 'work').holder).toBe('one');
  });

  test('fits only when holder and recipient are the ones that were sealed', () => {
    const use = { holder: 'one', recipient: 'https://a.example' };
    const stored = { kind: 'stored', uses: [use] } as const;
    expect(fitOf(stored, use)).toBe('fits');
    expect(fitOf(stored, { ...use, holder: 'two' })).toBe('elsewhere');
    expect(fitOf(stored, { ...use, recipient: 'https://b.example' })).toBe('elsewhere');
    expect(fitOf({ kind: 'stored', uses: [] }, use)).toBe('elsewhere');
    expect(fitOf({ kind: 'missing' }, use)).toBe('missing');
  });

  test('that is over goes with a yes, what another server uses stays', () => {
    const other: SecretUse = { holder: 'two', recipient: 'https://old.example' };
    const uses = [{ holder: 'one', recipient: 'https://old.example' }, other];
    const allowed = (recipient: string) =>
      rebindings(
        server('https://new.example'),
        { recipients: new Set([recipient]), profileId: 'personal', isAbout: () => true },
        () => ({ kind: 'stored', uses }),
      );
    expect(allowed('https://new.example')).toEqual([
      { id: 'id', uses: [other, { holder: 'one', recipient: 'https://new.example' }] },
    ]);
    expect(allowed('https://other.example')).toEqual([]);
  });

  test('is asked about with both places, and the server it was of', () => {
    const from = { holder: 'two', recipient: 'https://old.example' };
    const to = { holder: 'one', recipient: 'https://new.example' };
    expect(questionOf({ from, to })).toEqual({
      recipient: 'https://new.example',
      from: { kind: 'address', addresses: ['https://old.example'] },
      to: { kind: 'address', addresses: ['https://new.example'] },
      fromServer: 'two',
    });
    expect(questionOf({ from: undefined, to }).from).toEqual({ kind: 'unknown' });
  });
});
