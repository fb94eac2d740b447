import { describe, expect, test } from 'vitest';

import { createRedactor } from '../../../src/main/kernel/redactor.ts';
import { knownSecrets } from '../../../src/main/activity/known-secrets.ts';
import { serverReport } from '../../../src/main/activity/server-report.ts';
import type { ReportParts } from '../../../src/main/activity/server-report.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const secret = (secretId: string) => ({ kind: 'secret', secretId }) as const;

function serverWith(parts: object): ServerDefinition {
  return serverDefinitionSchema.parse({
    name: 'x',
    title: 'X',
    transport: { type: 'built-in', id: 'sample' },
    createdAt: 1,
    updatedAt: 1,
    ...parts,
  });
}

const vault = {
  read: (id: string) =>
    Promise.resolve(
      id === 'lost'
        ? ({ ok: false, error: { code: 'SECRET_MISSING', detail: '' } } as const)
        : ({ ok: true, value: `vaulted-${id}` } as const),
    ),
};

function partsWith(more: Partial<ReportParts>): ReportParts {
  return {
    app: { version: '0.1.0', platform: 'linux' },
    server: serverWith({}),
    state: { kind: 'idle' },
    summary: undefined,
    signIn: undefined,
    history: [],
    log: [],
    secrets: [],
    homeFolder: '/home/jane',
    now: Date.parse('2026-01-05T10:00:00Z'),
    ...more,
  };
}

describe('the secrets of a server', () => {
  test('are those in the vault and those that look like one', async () => {
    const server = serverWith({
      transport: {
        type: 'stdio',
        command: 'run',
        args: [
          '--token',
          'arg-one',
          '--api-key=arg-two',
          '--verbose',
          'plain',
          'ghp_abcdefghij0123456789',
        ],
        env: {
          A: secret('env'),
          GONE: secret('lost'),
          MY_TOKEN: text('env-text'),
          MODE: text('fast'),
        },
      },
      variables: [{ name: 'V' }, { name: 'W', sensitive: false }],
      variableValues: { V: text('typed-in'), W: text('harmless') },
      auth: { type: 'api-key', placement: 'bearer', key: secret('key') },
    });
    const secrets = await knownSecrets(server, vault);
    for (const one of [
      'vaulted-env',
      'vaulted-key',
      'env-text',
      'typed-in',
      'arg-one',
      'arg-two',
    ]) {
      expect(secrets).toContain(one);
    }
    expect(secrets).toContain('ghp_abcdefghij0123456789');
    for (const one of ['fast', 'harmless', 'plain', '--verbose'])
      expect(secrets).not.toContain(one);
  });

  test('are found in headers and addresses, in each form they are sent', async () => {
    const server = serverWith({
      transport: {
        type: 'streamable-http',
        url: 'https://user:p%40ss@x.example/mcp?key=in-query',
        headers: { Authorization: text('Bearer in-header') },
      },
    });
    const secrets = await knownSecrets(server, vault);
    const blanked = createRedactor(secrets);
    const inBase64 = Buffer.from('in-query').toString('base64');
    for (const one of ['p@ss', 'in-query', 'in-header', 'Bearer in-header', inBase64]) {
      expect(blanked(`before ${one} after`)).toBe('before ••• after');
    }
  });
});

describe('a report', () => {
  test('tells what happened, with names instead of values', () => {
    const server = serverWith({
      transport: {
        type: 'stdio',
        command: '/home/jane/run',
        args: ['a', 'b'],
        env: { KEY: text('v4lue') },
      },
      variables: [{ name: 'V' }],
    });
    const state: ConnectionState = {
      kind: 'failed',
      attempts: 3,
      failure: {
        code: 'PROCESS_EXITED',
        params: { exitCode: 3 },
        detail: 'no /home/jane/file',
        action: 'retry',
        at: 0,
      },
    };
    const report: unknown = JSON.parse(
      serverReport(
        partsWith({
          server,
          state,
          history: [{ kind: 'failed', at: 0, failure: 'PROCESS_EXITED' }],
          log: [{ id: 1, at: 0, level: 'info', source: 'stderr', text: 'last words' }],
        }),
      ),
    );
    expect(report).toEqual({
      patchbay: '0.1.0',
      platform: 'linux',
      at: '2026-01-05T10:00:00.000Z',
      server: {
        name: 'x',
        era: 'auto',
        auth: 'none',
        start: 'on-launch',
        variables: ['V'],
        transport: {
          type: 'stdio',
          command: '~/run',
          argumentCount: 2,
          env: ['KEY'],
          hasFolder: false,
        },
      },
      state: { kind: 'failed' },
      failure: {
        code: 'PROCESS_EXITED',
        params: { exitCode: 3 },
        at: '1970-01-01T00:00:00.000Z',
        detail: 'no ~/file',
      },
      history: ['1970-01-01T00:00:00.000Z failed PROCESS_EXITED'],
      log: ['1970-01-01T00:00:00.000Z info stderr last words'],
    });
  });

  test('has no secret, wherever it has got to and however it is written', () => {
    const planted = 'p"l an/t€ed';
    const forms = [planted, encodeURIComponent(planted), JSON.stringify(planted).slice(1, -1)];
    const dirty = forms.join(' and ');
    const report = serverReport(
      partsWith({
        server: serverWith({
          transport: {
            type: 'sse',
            url: `https://u:${encodeURIComponent(planted)}@h/p?q=1#f`,
            headers: {},
          },
        }),
        state: {
          kind: 'waiting',
          attempt: 1,
          of: 8,
          nextAttemptAt: 0,
          failure: { code: 'INTERNAL', params: { dirty }, detail: dirty, action: 'retry', at: 0 },
        },
        log: [{ id: 1, at: 0, level: 'info', source: 'stderr', text: dirty }],
        secrets: [planted],
      }),
    );
    for (const form of forms) expect(report).not.toContain(form);
    expect(report).not.toContain(JSON.stringify(dirty).slice(1, 10));
    expect(report).toContain('https://h/p');
    expect(report).toContain('•••');
  });

  test('has nothing that looks like a secret nobody told us of', () => {
    const github = 'ghp_abcdefghij0123456789';
    const token = 'Zk3vQ9xT7mW2bR8yN4cL6pHs';
    const log = [
      `Authorization: Bearer short-one`,
      `got ${github}, trying https://u:pw-in-address@x.example/?access_token=${token}&page=2`,
    ].map((text, id) => ({ id, at: 0, level: 'info', source: 'stderr', text }) as const);
    const report = serverReport(partsWith({ log }));
    for (const one of [github, token, 'short-one', 'pw-in-address']) {
      expect(report).not.toContain(one);
    }
    expect(report).toContain('got •••, trying');
  });

  test('tells how the last sign-in ended, and nothing that belongs to it', () => {
    const pending = {
      kind: 'pending',
      flowId: 'flow-canary',
      via: 'loopback',
      expiresAt: 0,
      isOpened: true,
      host: 'as.test',
    } as const;
    const report = serverReport(partsWith({ signIn: pending }));
    expect(JSON.parse(report)).toMatchObject({ signIn: { kind: 'pending' } });
    expect(report).not.toContain('flow-canary');
  });

  test('is bounded', () => {
    const entry = { at: 0, level: 'info', source: 'stderr', text: 'x' } as const;
    const report = JSON.parse(
      serverReport(
        partsWith({
          log: Array.from({ length: 200 }, (_, id) => ({
            ...entry,
            id,
            text: `line ${String(id)}`,
          })),
          history: Array.from({ length: 200 }, (_, at) => ({ kind: 'ready', at, failure: null })),
        }),
      ),
    ) as { log: string[]; history: string[] };
    expect(report.log).toHaveLength(40);
    expect(report.log.at(-1)).toContain('line 199');
    expect(report.history).toHaveLength(20);
  });
});
