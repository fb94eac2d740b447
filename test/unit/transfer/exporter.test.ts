import { describe, expect, test } from 'vitest';

import { readExport } from '../../../src/main/transfer/export-file.ts';
import { createExporter } from '../../../src/main/transfer/exporter.ts';
import { createFakeSecrets } from '../../support/fake-secrets.ts';
import { homeOf, serverNamed, strongBytes } from './home.ts';

const passphrase = 'correct horse battery';

function createKit(home: ReturnType<typeof homeOf>) {
  const secrets = createFakeSecrets();
  const saved: { name: string; text: string }[] = [];
  const exporter = createExporter({
    contents: () => home,
    secrets,
    saveText: async (name, text) => {
      saved.push({ name, text });
      return { ok: true, value: true };
    },
    randomBytes: strongBytes,
    clock: { now: () => Date.UTC(2026, 10, 27) },
  });
  return { exporter, secrets, saved };
}

const withKey = (secretId: string) =>
  serverNamed('docs', {
    auth: { type: 'api-key', placement: 'bearer', key: { kind: 'secret', secretId } },
  });

describe('an exporter', () => {
  test('asks where to with a name that says when', async () => {
    const { exporter, saved } = createKit(homeOf([serverNamed('a')]));
    expect(await exporter.export(null)).toMatchObject({
      ok: true,
      value: { servers: 1, sealed: 0 },
    });
    expect(saved.map(({ name }) => name)).toEqual(['patchbay-2026-11-27.json']);
  });

  test('writes nothing while secrets are locked, unless they stay out', async () => {
    const { exporter, secrets, saved } = createKit(homeOf([withKey('secret-1')]));
    secrets.values.set('secret-1', 'value');
    secrets.revealError = { code: 'VAULT_LOCKED', detail: 'locked' };
    expect(await exporter.export(passphrase)).toMatchObject({ error: { code: 'VAULT_FAILED' } });
    expect(saved).toEqual([]);
    expect((await exporter.export(null)).ok).toBe(true);
  });

  test('leaves pictures out rather than write a file that cannot be read again', async () => {
    const icon = `data:image/png;base64,${'A'.repeat(200_000)}`;
    const many = Array.from({ length: 60 }, (_, at) => serverNamed(`s${String(at)}`, { icon }));
    for (const [count, has] of [
      [10, true],
      [60, false],
    ] as const) {
      const { exporter, saved } = createKit(homeOf(many.slice(0, count)));
      await exporter.export(null);
      const text = saved[0]?.text ?? '';
      expect(text.length).toBeLessThan(10 * 1024 * 1024);
      const read = readExport(text);
      if (!read.ok) throw new Error(read.error.code);
      expect(read.value.contents.servers).toHaveLength(count);
      expect(read.value.contents.servers.every((server) => 'icon' in server)).toBe(has);
    }
  });
});
