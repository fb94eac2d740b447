import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { OpenRequest } from '../../../src/main/sessions/session.ts';
import type { EraCache } from '../../../src/main/node/sdk/era-cache.ts';
import { createEraCache, launchKey } from '../../../src/main/node/sdk/era-cache.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import {
  startEraServer,
  startReluctantServer,
} from '../../fixtures/servers/http/mcp-http-servers.ts';
import { startLoopbackServer } from '../../fixtures/servers/http/loopback-server.ts';
import { startScriptedLegacyServer } from '../../fixtures/servers/http/scripted-legacy-server.ts';
import {
  eraServerLaunch,
  referenceServer,
  startEraServerOverHttp,
  startEverything,
} from '../../support/real-servers.ts';
import {
  createRecorder,
  createTestOpener,
  never,
  openOrThrow,
  requestFor,
} from '../../support/session-kit.ts';

let folder: string;
let countFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-eras-'));
  countFile = join(folder, 'starts');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const starts = async () => (await readFile(countFile, 'utf8')).trim().split('\n').length;
const launchOf = (env: Record<string, string>) =>
  eraServerLaunch({ ...env, COUNT_FILE: countFile });

async function openOnce(
  env: Record<string, string>,
  more: Partial<OpenRequest> = {},
  eraCache: EraCache = createEraCache(createSystemClock()),
) {
  // Patient with servers that are to answer, short with those that are meant to be too slow.
  const isSlow = 'START_DELAY_MS' in env || env['BEFORE_INITIALIZE'] === 'ignore';
  const opened = await createTestOpener({ eraCache, ...(isSlow && { probeTimeoutMs: 200 }) }).open(
    requestFor(launchOf(env), more),
    createRecorder(),
    never,
  );
  const listed = opened.ok ? await opened.value.listPage('tools', undefined, never) : undefined;
  if (opened.ok) await opened.value.close();
  return {
    era: opened.ok ? opened.value.info.era : undefined,
    outcome: opened.ok ? undefined : opened.error,
    hasListed: listed?.ok,
    starts: await starts(),
  };
}

describe('the era of a server over stdio', () => {
  test.each([
    ['modern', {}, 'modern'],
    ['both', {}, 'modern'],
    ['legacy', {}, 'legacy'],
    ['legacy', { BEFORE_INITIALIZE: 'ignore' }, 'legacy'],
    ['modern', { START_DELAY_MS: '900' }, 'modern'],
    ['both', { START_DELAY_MS: '900' }, undefined],
  ] as const)('is found out with one start: %s %o', async (era, env, expected) => {
    // The slow ones are asked to initialize before they have read the first question.
    const found = await openOnce({ ERA: era, ...env });
    expect(found).toMatchObject({ hasListed: true, starts: 1 });
    if (expected !== undefined) expect(found.era).toBe(expected);
  });

  test('is found out with a second start when the server ends at the probe', async () => {
    const found = await openOnce({ ERA: 'legacy', BEFORE_INITIALIZE: 'die' });
    expect(found).toMatchObject({ era: 'legacy', hasListed: true, starts: 2 });
  });

  test('is found out so however slowly it starts, with all its time for the second start', async () => {
    // Twice the delay is more than the time to connect.
    const env = { ERA: 'legacy', BEFORE_INITIALIZE: 'die', START_DELAY_MS: '4000' };
    const found = await openOnce(env, { connectTimeoutMs: 7_000 });
    expect(found).toMatchObject({ era: 'legacy', hasListed: true, starts: 2 });
  });

  test('is not looked for by a second start when somebody kills the server meanwhile', async () => {
    const found = await openOnce({ ERA: 'legacy', BEFORE_INITIALIZE: 'be-killed' });
    expect(found).toMatchObject({
      outcome: { kind: 'process-exited', signal: 'SIGKILL', duringHandshake: true },
      starts: 1,
    });
  });

  test('is remembered for the next connection', async () => {
    const opener = createTestOpener();
    const launch = launchOf({ ERA: 'legacy', BEFORE_INITIALIZE: 'die' });
    for (let round = 0; round < 3; round += 1) {
      await (await openOrThrow(opener, requestFor(launch))).close();
    }
    expect(await starts()).toBe(4);
  });

  test('is asked again when the server was upgraded to the modern era alone', async () => {
    const eraCache = createEraCache(createSystemClock());
    eraCache.set(launchKey(launchOf({ ERA: 'modern' })), 'legacy');
    const found = await openOnce({ ERA: 'modern' }, {}, eraCache);
    expect(found).toMatchObject({ era: 'modern', hasListed: true, starts: 1 });
  });

  test('may be pinned', async () => {
    expect(await openOnce({ ERA: 'both' }, { era: 'legacy' })).toMatchObject({ era: 'legacy' });
    expect(await openOnce({ ERA: 'legacy' }, { era: 'modern' })).toMatchObject({
      outcome: { kind: 'unsupported-version' },
    });
    expect(await openOnce({ ERA: 'modern' }, { era: 'legacy' })).toMatchObject({
      outcome: { kind: 'unsupported-version', offered: ['2026-07-28'] },
    });
  });

  test('is cached only when the server itself settled it', async () => {
    const cache = createEraCache(createSystemClock());
    const verdicts: string[] = [];
    const eraCache: EraCache = {
      ...cache,
      set: (_key, era) => void verdicts.push(era),
    };
    const opener = createTestOpener({ eraCache, probeTimeoutMs: 100 });
    const silent = launchOf({ ERA: 'legacy', BEFORE_INITIALIZE: 'ignore' });
    await (await openOrThrow(opener, requestFor(silent))).close();
    expect(verdicts).toEqual([]);
    const outspoken = createTestOpener({ eraCache });
    await (await openOrThrow(outspoken, requestFor(referenceServer('everything')))).close();
    expect(verdicts).toEqual(['legacy']);
  });
});

describe('the era of a server over HTTP', () => {
  test.each(['modern', 'both', 'legacy'] as const)('is found out: %s', async (era) => {
    const server =
      era === 'legacy'
        ? await startEverything('streamableHttp')
        : await startEraServerOverHttp({ ERA: era });
    const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
    const session = await openOrThrow(createTestOpener(), requestFor(launch));
    expect(session.info.era).toBe(era === 'legacy' ? 'legacy' : 'modern');
    expect(await session.listPage('tools', undefined, never)).toMatchObject({ ok: true });
    await session.close();
    await server.kill();
  });

  test('is asked again when the server was upgraded to the modern era alone', async () => {
    const server = await startEraServerOverHttp({ ERA: 'modern' });
    const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
    const eraCache = createEraCache(createSystemClock());
    eraCache.set(launchKey(launch), 'legacy');
    const session = await openOrThrow(createTestOpener({ eraCache }), requestFor(launch));
    expect(session.info.era).toBe('modern');
    await session.close();
    await server.kill();
  });

  test('is asked for once more when the server declines our version and offers it', async () => {
    const server = await startReluctantServer();
    const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
    const session = await openOrThrow(createTestOpener(), requestFor(launch));
    expect(session.info.era).toBe('modern');
    expect(await session.listPage('tools', undefined, never)).toMatchObject({ ok: true });
    await session.close();
    await server.close();
  });

  test.each([
    ['at once', 30_000, 0],
    ['late', 100, 400],
  ])(
    'is not told before somebody has signed in; that is said %s',
    async (_, patienceMs, takesMs) => {
      // It speaks the modern era alone, and looks for its header before it looks for a token.
      const server = await startLoopbackServer((request, response) => {
        const isModern = request.headers['mcp-protocol-version'] === '2026-07-28';
        const error = { code: -32020, message: 'Missing MCP-Protocol-Version header' };
        setTimeout(
          () => {
            response.writeHead(isModern ? 401 : 400, { 'content-type': 'application/json' });
            response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }));
          },
          isModern ? takesMs : 0,
        );
      });
      const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
      const eraCache = createEraCache(createSystemClock());
      const open = () =>
        createTestOpener({ eraCache, probeTimeoutMs: patienceMs }).open(
          requestFor(launch),
          createRecorder(),
          never,
        );
      const wall = { ok: false, error: { kind: 'http-status', status: 401 } };
      expect(await open()).toMatchObject(wall);
      // It was of the older era when it was last met.
      eraCache.set(launchKey(launch), 'legacy');
      expect(await open()).toMatchObject(wall);
      await server.close();
    },
  );

  test('is legacy when the server never answers the question, which is then given up', async () => {
    const server = await startScriptedLegacyServer({
      answer(request, response) {
        if (request.method !== 'server/discover') response.writeHead(404).end();
      },
    });
    const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
    const opener = createTestOpener({ probeTimeoutMs: 100 });
    const session = await openOrThrow(opener, requestFor(launch));
    expect(session.info.era).toBe('legacy');
    await server.until(() => server.abortedAnswers() === 1);
    await session.close();
    await server.close();
  });
});

test.each([
  ['both', 'modern'],
  ['modern', 'modern'],
  ['legacy', 'legacy'],
] as const)(
  'an address that is far away and speaks %s is spoken to in the %s era',
  async (eras, era) => {
    const server = await startEraServer({ eras, handshakeDelayMs: 1_500 });
    const opened = await createTestOpener().open(
      requestFor({ type: 'streamable-http', url: server.url, headers: {} }),
      createRecorder(),
      never,
    );
    expect(opened).toMatchObject({ ok: true, value: { info: { era } } });
    if (opened.ok) {
      expect(await opened.value.listPage('tools', undefined, never)).toMatchObject({ ok: true });
      await opened.value.close();
    }
    await server.close();
  },
);
