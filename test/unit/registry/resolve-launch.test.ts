import { describe, expect, test } from 'vitest';

import { launchPreview } from '../../../src/main/registry/launch-preview.ts';
import { missingSetup } from '../../../src/main/registry/missing-setup.ts';
import { resolveLaunch } from '../../../src/main/registry/resolve-launch.ts';
import { firstProfileId } from '../../../src/shared/domain/profile-choices.ts';
import { launchFingerprint } from '../../../src/main/trust/launch-fingerprint.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';
import { createFakeSecrets } from '../../support/fake-secrets.ts';
import { createMemoryAgreements } from '../../support/memory-agreements.ts';
import { valueOf } from './registry-kit.ts';

const text = (value: string) => ({ kind: 'text', text: value });
const secret = (secretId: string) => ({ kind: 'secret', secretId });
const server = (change: object): ServerDefinition => {
  return serverDefinitionSchema.parse({
    title: 'One',
    name: 'one',
    transport: { type: 'streamable-http', url: 'https://x.example/mcp' },
    createdAt: 1,
    updatedAt: 1,
    ...change,
  });
};
const variables = [
  { name: 'TOKEN', title: 'Access token' },
  { name: 'REGION', sensitive: false },
];

async function kit() {
  const secrets = createFakeSecrets();
  const ids = [];
  for (const value of ['s3cret-{{REGION}}', 'canary', 'user:pass word']) {
    ids.push(`secret-${ids.length + 1}`);
    secrets.values.set(ids.at(-1) ?? '', value);
  }
  const agreements = createMemoryAgreements();
  const resolve = (change: object) =>
    resolveLaunch(server(change), {
      secrets,
      agreements,
      homeDir: '/home/ada',
      profileId: firstProfileId,
    });
  /** The same after a person agreed to exactly this. */
  const resolveAgreed = (change: object) => {
    agreements.agree('one', launchFingerprint(server(change)));
    return resolve(change);
  };
  const [template = '', canary = '', credentials = ''] = ids;
  return { secrets, agreements, resolve, resolveAgreed, template, canary, credentials };
}

describe('resolve launch', () => {
  test('fills in a program: home, variables and secrets, each in its place', async () => {
    const { resolveAgreed, template, canary } = await kit();
    const resolved = valueOf(
      await resolveAgreed({
        transport: {
          type: 'stdio',
          command: '~/bin/server',
          args: [
            '~/docs',
            '--root=~/docs',
            '{{REGION}}',
            '{{UNKNOWN}}',
            '$HOME',
            '${HOME}',
            '{{TOKEN}}',
          ],
          env: { A: secret(template), B: text('x-{{TOKEN}}'), C: text('~/kept') },
          cwd: '~',
        },
        variables,
        variableValues: { TOKEN: secret(canary), REGION: text('~/{{TOKEN}}') },
      }),
    );
    expect(resolved.launch).toEqual({
      type: 'stdio',
      command: '/home/ada/bin/server',
      args: [
        '/home/ada/docs',
        '--root=~/docs',
        '~/{{TOKEN}}',
        '{{UNKNOWN}}',
        '$HOME',
        '${HOME}',
        'canary',
      ],
      env: { A: 's3cret-{{REGION}}', B: 'x-canary', C: '~/kept' },
      cwd: '/home/ada',
    });
    expect(resolved.redact).toEqual(expect.arrayContaining(['canary', 's3cret-{{REGION}}']));
    expect(resolved.redact).toContain(encodeURIComponent('s3cret-{{REGION}}'));
    expect(resolved.redact).not.toContain('~/{{TOKEN}}');
  });

  test.each([
    ['bearer', {}, 'canary', { Authorization: 'Bearer canary' }],
    ['basic', {}, 'canary', { Authorization: 'Basic canary' }],
    ['basic', {}, 'credentials', { Authorization: 'Basic dXNlcjpwYXNzIHdvcmQ=' }],
    ['header', {}, 'canary', { 'X-Api-Key': 'canary' }],
    ['header', { headerName: 'X-Mine' }, 'canary', { 'X-Mine': 'canary' }],
  ] as const)(
    'puts an API key (%s %j %s) into its header',
    async (placement, more, which, headers) => {
      const { resolve, ...ids } = await kit();
      const key = secret(ids[which]);
      const resolved = valueOf(
        await resolve({ auth: { type: 'api-key', placement, key, ...more } }),
      );
      expect(resolved.launch).toEqual({
        type: 'streamable-http',
        url: 'https://x.example/mcp',
        headers,
      });
      const sent = Object.values(headers).join().replace(/^\w+ /, '');
      expect(resolved.redact).toContain(sent);
    },
  );

  test('lets the API key replace a header of the same name and trims what was pasted', async () => {
    const { resolve, canary } = await kit();
    const { launch } = valueOf(
      await resolve({
        transport: {
          type: 'websocket',
          url: 'wss://{{REGION}}.example/mcp',
          headers: { authorization: text('Bearer old'), 'X-Token': text(' {{TOKEN}}\n') },
        },
        auth: { type: 'api-key', placement: 'bearer', key: secret(canary) },
        variables,
        variableValues: { TOKEN: text('t0ken'), REGION: text('eu') },
      }),
    );
    expect(launch).toEqual({
      type: 'websocket',
      url: 'wss://eu.example/mcp',
      headers: { 'X-Token': 't0ken', Authorization: 'Bearer canary' },
    });
  });

  test('names every unset or blank variable, and the missing consent', async () => {
    const { resolve, secrets } = await kit();
    const change = {
      transport: { type: 'stdio', command: 'node', args: [], env: {} },
      variables: [...variables, { name: 'LOST' }],
      variableValues: { REGION: text(' '), LOST: secret('gone') },
    };
    const missing = [
      { kind: 'variable', name: 'TOKEN', title: 'Access token' },
      { kind: 'variable', name: 'REGION', title: 'REGION' },
      { kind: 'variable', name: 'LOST', title: 'LOST' },
      { kind: 'consent' },
    ];
    expect(missingSetup(server(change), firstProfileId, secrets.usesOf, false)).toEqual(missing);
    expect(missingSetup(server(change), firstProfileId, secrets.usesOf, true)).toEqual(
      missing.slice(0, -1),
    );
    expect(await resolve(change)).toEqual({ ok: false, error: { kind: 'needs-setup', missing } });
  });

  test('starts exactly what a person was shown', async () => {
    const { resolveAgreed } = await kit();
    const change = {
      transport: {
        type: 'stdio',
        command: '~/bin/server',
        args: [
          '~/docs',
          '--in={{REGION}}',
          '{{REGION}}{{REGION}}',
          '{{UNKNOWN}}',
          '',
          '{{ MORE }}',
        ],
        env: { A: text('~/x-{{REGION}}'), PATH: text('/opt/{{UNKNOWN}}') },
        cwd: '~/projects/{{REGION}}',
      },
      variables: [{ name: 'REGION', sensitive: false }],
      variableValues: { REGION: text('~/eu {{UNKNOWN}}') },
    };
    const { launch } = valueOf(await resolveAgreed(change));
    const shown = launchPreview(server(change), '/home/ada');
    if (launch.type !== 'stdio' || shown.kind !== 'program') throw new Error('a program');
    expect([launch.command, ...launch.args]).toEqual(shown.argv);
    expect(launch.cwd).toBe(shown.cwd);
    expect(Object.entries(launch.env)).toEqual(shown.env.map((one) => [one.name, one.text]));
  });

  test('says first that the vault is locked where nobody can tell whether a person agreed', async () => {
    const { secrets, canary } = await kit();
    const agreements = { isAgreed: () => Promise.resolve(undefined) };
    const deps = { secrets, agreements, homeDir: '/home/ada', profileId: firstProfileId };
    const program = (env: object) =>
      server({ transport: { type: 'stdio', command: 'node', args: [], env } });
    secrets.revealError = { code: 'VAULT_LOCKED', detail: 'prompt dismissed' };
    expect(await resolveLaunch(program({ A: secret(canary) }), deps)).toMatchObject({
      error: { kind: 'secret', error: { code: 'VAULT_LOCKED' } },
    });
    const consent = { error: { kind: 'needs-setup', missing: [{ kind: 'consent' }] } };
    expect(await resolveLaunch(program({}), deps)).toMatchObject(consent);
    secrets.revealError = undefined;
    expect(await resolveLaunch(program({ A: secret(canary) }), deps)).toMatchObject(consent);
  });

  test('asks anew for what no header can carry, each at its own field', async () => {
    const { resolve, secrets } = await kit();
    const id = 'extra-1';
    secrets.values.set(id, 'key 🔑');
    const change = {
      transport: {
        type: 'streamable-http',
        url: 'https://x.example/{{REGION}}',
        headers: {
          'X-Text': text('“typed”'),
          'X-Variable': text('Bearer {{TOKEN}} of {{REGION}}'),
          'X-Fine': text(' {{REGION}} '),
        },
      },
      auth: { type: 'api-key', placement: 'bearer', key: secret(id) },
      variables,
      variableValues: { TOKEN: text('one\ntwo'), REGION: text('eu') },
    };
    expect(await resolve(change)).toEqual({
      ok: false,
      error: {
        kind: 'needs-setup',
        missing: [
          { kind: 'text', place: { kind: 'header', name: 'X-Text' }, unsendable: '“' },
          { kind: 'variable', name: 'TOKEN', title: 'Access token', unsendable: '\n' },
          { kind: 'secret', place: { kind: 'api-key' }, unsendable: '🔑' },
        ],
      },
    });
  });

  test('sends what is encoded first, and leaves programs all characters', async () => {
    const { resolve, resolveAgreed, secrets } = await kit();
    const id = 'extra-2';
    secrets.values.set(id, 'jörg:密码');
    const basic = await resolve({ auth: { type: 'api-key', placement: 'basic', key: secret(id) } });
    expect(basic.ok).toBe(true);
    const program = { type: 'stdio', command: 'x', args: [], env: { A: text('密') } };
    expect((await resolveAgreed({ transport: program })).ok).toBe(true);
  });

  test('says which way a secret failed', async () => {
    const { resolve, secrets, canary } = await kit();
    const auth = { type: 'api-key', placement: 'bearer', key: secret(canary) };
    secrets.revealError = { code: 'VAULT_LOCKED', detail: 'prompt dismissed' };
    expect(await resolve({ auth })).toEqual({
      ok: false,
      error: { kind: 'secret', error: { code: 'VAULT_LOCKED', detail: 'prompt dismissed' } },
    });
  });

  test('never asks to redact a text so short that it occurs by chance', async () => {
    const { resolve, secrets } = await kit();
    const id = 'short';
    secrets.values.set(id, 'abc');
    const { redact } = valueOf(
      await resolve({ auth: { type: 'api-key', placement: 'bearer', key: secret(id) } }),
    );
    expect(redact).toEqual([]);
  });

  test('passes the built-in server through', async () => {
    const { resolve } = await kit();
    expect(await resolve({ transport: { type: 'built-in', id: 'sample' } })).toEqual({
      ok: true,
      value: { launch: { type: 'built-in', id: 'sample' }, redact: [] },
    });
  });
});
