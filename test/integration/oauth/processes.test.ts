import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { buildProgram, startProgram } from '../../support/node-program.ts';
import type { RunningProgram } from '../../support/node-program.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { createOAuthKit } from '../../support/oauth-kit.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { killWhileSaving } from '../../support/save-kills.ts';

const trials = Number(process.env['PATCHBAY_KILL_TRIALS'] ?? 20);
const hourMs = 3_600_000;
const key = { kind: 'grant', parts: ['personal', 'notes'] } as const;
let programs: string;

beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'patchbay-oauth-programs-'));
  for (const name of ['renew', 'save-forever']) {
    await buildProgram(
      join(import.meta.dirname, `../../fixtures/oauth/${name}.ts`),
      programs,
      name,
    );
  }
});
afterAll(() => rm(programs, { recursive: true, force: true }));

const run = (name: string, args: readonly string[]): RunningProgram =>
  startProgram(join(programs, `${name}.mjs`), args);

describe('several processes', () => {
  test('renew a shared grant once', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    await kit.signIn('notes');
    const old = await kit.token('notes');
    const args = [kit.folder, server.mcpUrl, String(2 * hourMs), '25'];
    const children = [run('renew', args), run('renew', args)];
    const exits = children.map((child) => once(child, 'exit'));
    for (const { lines } of children) expect((await lines.next()).value).toBe('ready');
    for (const { stdin } of children) stdin?.write('go\n');
    const tokens: string[] = [];
    for (const { lines } of children) {
      tokens.push(...(JSON.parse(String((await lines.next()).value)) as string[]));
    }
    await Promise.all(exits);
    expect(tokens).toHaveLength(50);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(old);
    expect((await server.provider.AccessToken.find(tokens[0] ?? ''))?.isValid).toBe(true);
    expect(server.count('/token', 'refresh_token')).toBe(1);
  });

  test(`lose no saved token and damage nothing in ${String(trials)} kills`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-oauth-kills-'));
    const program = join(programs, 'save-forever.mjs');
    const outcome = await killWhileSaving({ program, folder, trials });
    expect(outcome).toMatchObject({ unreadable: 0, lost: 0, refused: 0 });
    expect(outcome.acknowledged).toBeGreaterThanOrEqual(trials);
    // The last look has swept what the last kill left.
    const left = (await files(folder)).map((file) => file.slice(folder.length));
    expect(left.filter((name) => /tmp|damaged/.test(name))).toEqual([]);
    await rm(folder, { recursive: true, force: true });
  });
});

/** Every file below a folder. */
async function files(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('what lies on the disk', () => {
  test('shows no secret to anybody, and neither does the log', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    await kit.signIn('notes');
    kit.clock.aheadMs = 2 * hourMs;
    await kit.token('notes');
    const { authorizationUrl } = await kit.begin('notes');
    const { url } = await createOAuthBrowser().visit(authorizationUrl);
    await kit.complete(url.replace('state=', 'state=x'));
    const parameters = server.seen.map(({ parameters: sent }) => sent);
    const secrets = [
      await kit.token('notes'),
      new URL(authorizationUrl).searchParams.get('state'),
      new URL(url).searchParams.get('code'),
      ...['code', 'code_verifier', 'refresh_token', 'state'].flatMap((name) =>
        parameters.map((sent) => sent.get(name)),
      ),
    ].filter((secret): secret is string => typeof secret === 'string');
    expect(secrets.length).toBeGreaterThan(6);
    const all = await files(kit.folder);
    expect(all.length).toBeGreaterThan(4);
    const texts = await Promise.all(all.map((file) => readFile(file, 'latin1')));
    const said = [
      ...texts,
      ...kit.logLines,
      JSON.stringify(await kit.oauth.signedIn(kit.of('notes'))),
    ];
    expect(secrets.filter((secret) => said.some((text) => text.includes(secret)))).toEqual([]);
    for (const file of all) expect((await stat(file)).mode & 0o077).toBe(0);
  });

  test('does not open under another name', async () => {
    await using kit = await createOAuthKit([]);
    const record = { bound: 'https://as.example', text: 'token' };
    const other = { kind: 'grant', parts: ['personal', 'other'] } as const;
    await kit.records.write(key, record);
    await kit.records.write(other, { ...record, text: 'other' });
    const paths = (await files(join(kit.folder, 'oauth'))).filter((path) =>
      /grant-[0-9a-f]+\.json$/.test(path),
    );
    const [one = '', two = ''] = paths;
    const [first, second] = [await readFile(one), await readFile(two)];
    await writeFile(one, second);
    await writeFile(two, first);
    await using next = await createOAuthKit([], { folder: kit.folder });
    expect(await next.records.read(key)).toEqual({ ok: true, value: undefined });
    expect(await next.records.read(other)).toEqual({ ok: true, value: undefined });
    // Nothing is deleted because of that.
    expect(await readFile(one)).toEqual(second);
  });

  test('stays in memory where there is no safe place for a key', async () => {
    const nowhere = { code: 'UNAVAILABLE', detail: 'no keychain' } as const;
    const fails = () => Promise.resolve({ ok: false, error: nowhere } as const);
    const keys = {
      backend: fails,
      protect: fails,
      unprotect: fails,
      forget: fails,
      owns: () => true,
    };
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }], { keys });
    await kit.signIn('notes');
    kit.clock.aheadMs = 2 * hourMs;
    expect(await kit.token('notes')).toBeDefined();
    expect(server.count('/token', 'refresh_token')).toBe(1);
    expect(await files(kit.folder)).toEqual([]);
  });
});
