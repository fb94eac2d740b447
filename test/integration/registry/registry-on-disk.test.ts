import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';
import type { DocumentFs } from '../../../src/main/node/documents/document-store-fs.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../../src/main/node/kernel/system-random.ts';
import {
  registryFileSchema,
  registryFileVersion,
} from '../../../src/main/registry/registry-file.ts';
import { resolveLaunch } from '../../../src/main/registry/resolve-launch.ts';
import { createServerRegistry } from '../../../src/main/registry/server-registry.ts';
import { vaultFileSchema, vaultFileVersion } from '../../../src/main/vault/vault-file.ts';
import { createVault } from '../../../src/main/vault/document-vault.ts';
import { firstProfileId } from '../../../src/shared/domain/profile-choices.ts';
import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import type { Result } from '../../../src/shared/util/result.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';
import { createFaultyDocumentFs } from '../../support/faulty-document-fs.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { createMemoryAgreements } from '../../support/memory-agreements.ts';

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`unexpected: ${JSON.stringify(result.error)}`);
  return result.value;
}

describe('registry and vault on the disk', () => {
  let folder: string;
  const keys = createFakeKeyStore();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-registry-'));
    keys.keys.clear();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Everything as after a start of the program. */
  async function start(fs?: DocumentFs) {
    const logger = createSilentLogger();
    const clock = createSystemClock();
    const random = createSystemRandom();
    const common = { migrations: {}, ...(fs === undefined ? {} : { fs }) };
    const vault = createVault({
      store: createDocumentStore({
        path: join(folder, 'data', 'vault.json'),
        schemaVersion: vaultFileVersion,
        schema: vaultFileSchema,
        ...common,
      }),
      keys,
      clock,
      random,
      randomBytes: (length) => randomBytes(length),
      logger,
    });
    const agreements = createMemoryAgreements();
    const registry = createServerRegistry({
      store: createDocumentStore({
        path: join(folder, 'data', 'servers.json'),
        schemaVersion: registryFileVersion,
        schema: registryFileSchema,
        ...common,
      }),
      secrets: vault,
      agreements,
      clock,
      logger,
    });
    const load = await registry.load();
    await vault.load();
    return { vault, agreements, registry, logger, load };
  }

  const draft = (canary: string): ServerDraftInput => ({
    title: 'Docs',
    transport: {
      type: 'streamable-http',
      url: 'https://docs.example/{{REGION}}/mcp',
      headers: { 'X-Token': { kind: 'secret', value: canary } },
    },
    auth: { type: 'api-key', placement: 'bearer', key: { kind: 'secret', value: `${canary}-key` } },
    variables: [{ name: 'REGION' }],
  });

  /** Texts of all files, for a search that must find nothing. */
  async function allTexts(): Promise<string> {
    const names = await readdir(join(folder, 'data'));
    const texts = await Promise.all(
      names.map((name) => readFile(join(folder, 'data', name), 'utf8')),
    );
    return texts.join('\n');
  }

  test('keeps servers and secrets over a restart, and no secret in any file or log line', async () => {
    const first = await start();
    const canary = `canary-${randomBytes(8).toString('hex')}`;
    valueOf(await first.registry.create(draft(canary)));
    valueOf(await first.registry.setVariable('docs', 'REGION', `${canary}-region`));
    valueOf(await first.registry.update('docs', { ...draft(`${canary}-two`), description: 'new' }));

    const { registry, vault, agreements, load } = await start();
    expect(load).toEqual({ status: 'loaded', problems: [] });
    expect(registry.list()).toEqual(first.registry.list());
    const server = registry.get('docs');
    if (server === undefined) throw new Error('missing');
    const profileId = firstProfileId;
    const deps = { secrets: vault, agreements, homeDir: '/home/ada', profileId };
    expect(await resolveLaunch(server, deps)).toMatchObject({
      value: {
        launch: {
          url: `https://docs.example/${canary}-region/mcp`,
          headers: { 'X-Token': `${canary}-two`, Authorization: `Bearer ${canary}-two-key` },
        },
      },
    });
    const seen = [
      await allTexts(),
      first.logger.lines.join(),
      JSON.stringify(registry.list()),
    ].join();
    expect(seen).not.toContain(canary);
    expect(seen).not.toContain(Buffer.from(canary).toString('base64').slice(0, 20));
    for (const name of await readdir(join(folder, 'data'))) {
      expect((await stat(join(folder, 'data', name))).mode & 0o777, name).toBe(0o600);
    }
    valueOf(await registry.remove('docs'));
    expect(JSON.parse(await readFile(join(folder, 'data', 'vault.json'), 'utf8'))).toMatchObject({
      value: { records: {} },
    });
  });

  test('lists servers without touching the keychain', async () => {
    valueOf(await (await start()).registry.create(draft('canary')));
    keys.asked = 0;
    const { registry, vault } = await start();
    expect(registry.list()).toHaveLength(1);
    expect(registry.variableFlags('docs')).toEqual({ ok: true, value: { REGION: false } });
    expect([vault.status().state, keys.asked]).toEqual(['not-opened', 0]);
  });

  test('comes back from a damaged file with the generation before, and says so', async () => {
    const first = await start();
    valueOf(await first.registry.create({ ...draft('canary'), title: 'One' }));
    valueOf(await first.registry.create({ ...draft('canary'), title: 'Two' }));
    await writeFile(join(folder, 'data', 'servers.json'), '{"servers": []}');
    const { registry, load } = await start();
    expect(load).toMatchObject({ status: 'restored', problems: [] });
    expect(load.damagedFile).toMatch(/servers\.json\.damaged-/);
    expect(registry.list().map(({ name }) => name)).toEqual(['one']);
  });

  test('is whole after a fault at any operation of a creation, an edit and a removal', async () => {
    const kinds = ['create', 'update', 'remove'] as const;
    for (const kind of kinds) {
      for (let call = 1, isMet = true; isMet; call += 1) {
        await rm(join(folder, 'data'), { recursive: true, force: true });
        const healthy = await start();
        valueOf(await healthy.registry.create(draft('first')));
        const fs = createFaultyDocumentFs();
        const { registry } = await start(fs);
        fs.failAt(call, 'ENOSPC', false);
        const change = {
          create: () => registry.create({ ...draft('second'), title: 'More' }),
          update: () => registry.update('docs', draft('second')),
          remove: () => registry.remove('docs'),
        }[kind];
        const result = await change();
        isMet = fs.hasFailed();
        const where = `${kind}, operation ${call}`;
        const after = await start();
        expect(after.load.status, where).toBe('loaded');
        // What is shown is what is on the disk, also after an error that came too late.
        expect(after.registry.list(), where).toEqual(registry.list());
        expect(result.ok || isMet, where).toBe(true);
        for (const { auth } of after.registry.list()) {
          if (auth.type !== 'api-key' || auth.key.kind !== 'secret') throw new Error(where);
          expect((await after.vault.read(auth.key.secretId)).ok, where).toBe(true);
        }
      }
    }
  });
});
