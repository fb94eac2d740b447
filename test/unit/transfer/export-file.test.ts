import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import {
  isExport,
  openSecrets,
  readExport,
  writeExport,
} from '../../../src/main/transfer/export-file.ts';
import { homeOf, profileOf, serverNamed, strongBytes } from './home.ts';

const passphrase = 'correct horse battery';
const contents = homeOf(
  [
    serverNamed('docs'),
    serverNamed('git', {
      transport: {
        type: 'stdio',
        command: 'git-mcp',
        args: [],
        env: { TOKEN: { kind: 'secret', secretId: 's1' } },
      },
    }),
  ],
  [profileOf('Personal', { choices: { docs: false } }), profileOf('Work', { color: 'teal' })],
);
const values = new Map([['s1', 'ghp_0123456789']]);
let plain: string;
let sealed: string;

beforeAll(async () => {
  plain = await writeExport({ contents, savedAt: 5 }, undefined, strongBytes);
  sealed = await writeExport({ contents, savedAt: 5 }, { values, passphrase }, strongBytes);
});

const codeOf = (text: string) => {
  const read = readExport(text);
  return read.ok ? 'ok' : read.error.code;
};

function altered(text: string, change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(text) as Record<string, unknown>;
  change(file);
  return JSON.stringify(file);
}

describe('an exported file', () => {
  test('gives back what was put in', async () => {
    const read = readExport(sealed);
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value).toMatchObject({ savedAt: 5, contents });
    expect(await openSecrets(read.value, passphrase)).toEqual({ ok: true, value: values });
    expect(await openSecrets(read.value, 'wrong one')).toMatchObject({
      error: { code: 'WRONG_PASSPHRASE' },
    });
    expect(isExport(sealed)).toBe(true);
    // Another layout is the same file.
    expect(codeOf(JSON.stringify(JSON.parse(sealed)))).toBe('ok');
  });

  test('without a passphrase holds no secret at all', async () => {
    const read = readExport(plain);
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value.sealed).toBeUndefined();
    expect(await openSecrets(read.value, '')).toEqual({ ok: true, value: new Map() });
    for (const text of [plain, sealed]) expect(text).not.toContain('ghp_');
  });

  test('of a newer Patchbay is refused as such', () => {
    expect(codeOf(altered(plain, (file) => (file['schemaVersion'] = 2)))).toBe('EXPORT_TOO_NEW');
    const newer = altered(plain, (file) => {
      file['schemaVersion'] = 99;
      file['contents'] = 'in a way nobody knows yet';
    });
    expect(codeOf(newer)).toBe('EXPORT_TOO_NEW');
  });

  test.each<[string, (file: Record<string, unknown>) => void]>([
    ['no contents', (file) => delete file['contents']],
    ['contents of another kind', (file) => (file['contents'] = [])],
    ['version 0', (file) => (file['schemaVersion'] = 0)],
    ['a version in words', (file) => (file['schemaVersion'] = 'one')],
    ['another time', (file) => (file['savedAt'] = 6)],
    ['sealed secrets of another kind', (file) => (file['sealed'] = 'none')],
    ['a key that costs nothing', (file) => (file['sealed'] = { kdf: { cost: 1 } })],
  ])('with %s is damaged', (_what, change) => {
    expect(codeOf(altered(sealed, change))).toBe('EXPORT_DAMAGED');
  });

  test('with two servers of one name is damaged', async () => {
    const twice = homeOf([serverNamed('docs'), serverNamed('docs')]);
    const text = await writeExport({ contents: twice, savedAt: 1 }, undefined, strongBytes);
    expect(codeOf(text)).toBe('EXPORT_DAMAGED');
  });

  test('that was cut anywhere is damaged, and still known for what it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: plain.length - 3 }), (length) => {
        const cut = plain.slice(0, length);
        expect(codeOf(cut)).toBe('EXPORT_DAMAGED');
        expect(isExport(cut)).toBe(length >= plain.indexOf('patchbay-export') + 16);
      }),
    );
  });

  test('in which any one character differs is damaged, or says the same', () => {
    const clean = JSON.stringify(JSON.parse(sealed));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: clean.length - 1 }),
        fc.integer({ min: 0x20, max: 0x7e }),
        (at, code) => {
          const text = clean.slice(0, at) + String.fromCharCode(code) + clean.slice(at + 1);
          fc.pre(text !== clean);
          expect(codeOf(text)).not.toBe('ok');
        },
      ),
      { numRuns: 400 },
    );
  });

  test('keeps its secrets shut when a server was pointed elsewhere, checksum and all', async () => {
    const moved = homeOf(
      contents.servers.map((server) =>
        server.name === 'git'
          ? {
              ...server,
              transport: {
                type: 'streamable-http' as const,
                url: 'https://evil.example/mcp',
                headers: { authorization: { kind: 'secret' as const, secretId: 's1' } },
              },
            }
          : server,
      ),
      contents.profiles.profiles,
    );
    // A forger who knows the format can make the checksum fit again.
    const forged = JSON.parse(
      await writeExport({ contents: moved, savedAt: 5 }, undefined, strongBytes),
    ) as Record<string, unknown>;
    const { sealed: part } = JSON.parse(sealed) as { readonly sealed: unknown };
    const header = JSON.stringify(['patchbay-export', 1, 5, forged['contents']]);
    const { createHash } = await import('node:crypto');
    forged['sealed'] = part;
    forged['checksum'] = createHash('sha256')
      .update(`${header}\n${JSON.stringify(part)}`)
      .digest('hex');
    const read = readExport(JSON.stringify(forged));
    if (!read.ok) throw new Error(read.error.code);
    expect(await openSecrets(read.value, passphrase)).toMatchObject({
      error: { code: 'WRONG_PASSPHRASE' },
    });
  });

  test.each(['', '{}', 'null', '[]', '{"format":"patchbay-export"}', `${'['.repeat(200_000)}`])(
    'is not made of %.20s',
    (text) => {
      expect(codeOf(text)).toBe('EXPORT_DAMAGED');
    },
  );

  test('is told from other files by its first words', () => {
    expect(isExport('{"mcpServers":{"a":{"env":{"format":"patchbay-export"}}}}')).toBe(false);
    expect(isExport(' \n{ "format" : "patchbay-export" ,')).toBe(true);
  });
});
