import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { usualGatewaySettings } from '../../../src/shared/domain/gateway-settings.ts';
import { addAgreed } from '../../support/add-agreed.ts';
import { CodexApp } from '../../support/ai-apps/codex.ts';
import { throughBridge } from '../../support/ai-apps/entry.ts';
import type { PatchbayEntry } from '../../support/ai-apps/entry.ts';
import { allFetched } from '../../support/ai-apps/fetched.ts';
import { runGemini } from '../../support/ai-apps/gemini.ts';
import { inspectorCalls, opencodeLists } from '../../support/ai-apps/one-shot.ts';
import { compiledBridge, scriptBridge } from '../../support/bridge.ts';
import { passingServerLaunch } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const programs = await allFetched('codex', 'gemini', 'opencode', 'inspector', 'node');
const reason = typeof programs === 'string' ? programs : '';
if (reason !== '') process.stderr.write(`skipped: ${reason}\n`);

let host: TestHost;
let folder: string;
const doors = ['bridge', 'address'] as const;
const entries: Partial<Record<(typeof doors)[number], (app: string) => PatchbayEntry>> = {};
const tool = 'passing_echo';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-ai-apps-'));
  host = await startTestHost({
    servesApps: true,
    settings: { gateway: { ...usualGatewaySettings, http: true } },
  });
  host.host.start();
  await host.host.started;
  const { command, args } = passingServerLaunch({});
  const transport = { type: 'stdio' as const, command, args: [...args] };
  await host.reached(await addAgreed(host.client, { title: 'Passing', transport }), 'ready');
  const { http } = await host.client.gateway.status({});
  if (http.kind !== 'open') throw new Error('the door is closed');
  const { secret } = await host.client.gateway.createToken({ label: 'Through an address' });
  const url = `http://127.0.0.1:${String(http.port)}/mcp`;
  entries.address = () => ({ kind: 'address', url, token: secret });
  entries.bridge = (app) => throughBridge(compiledBridge ?? scriptBridge, host.folder, app);
}, 60_000);
afterAll(async () => {
  await host.remove();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(reason !== '').each(doors)('apps that others wrote, by the %s', (door) => {
  if (typeof programs === 'string') return;
  const entry = (app: string): PatchbayEntry => {
    const made = entries[door]?.(app);
    if (made === undefined) throw new Error('no door');
    return made;
  };
  const home = (app: string) => mkdtemp(join(folder, `${app}-${door}-`));

  test('Codex calls a tool', { timeout: 120_000 }, async () => {
    const codex = await CodexApp.start(programs.codex, await home('codex'), entry('Codex'));
    expect(await codex.call(tool, { value: 'from Codex' })).toContain('from Codex');
    await codex.close();
  });

  test(
    'Gemini CLI calls a tool, and its model is told the answer',
    { timeout: 120_000 },
    async () => {
      const calls = [{ tool, args: { value: 'from Gemini' } }];
      const run = await runGemini(programs.gemini, await home('gemini'), entry('Gemini'), () =>
        Promise.resolve(calls.shift()),
      );
      expect(run.answers.join()).toContain('from Gemini');
    },
  );

  test('the Inspector calls a tool', { timeout: 120_000 }, async () => {
    const call = { tool, args: { value: 'from the Inspector' } };
    const printed = await inspectorCalls(
      programs,
      await home('inspector'),
      entry('Inspector'),
      call,
    );
    expect(printed).toContain('from the Inspector');
  });

  test('opencode connects', { timeout: 120_000 }, async () => {
    const printed = await opencodeLists(
      programs.opencode,
      await home('opencode'),
      entry('opencode'),
    );
    expect(printed).toMatch(/patchbay\s.*connected/);
  });
});
