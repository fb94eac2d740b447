import { expect, test } from 'vitest';

import {
  everySecretRedactor,
  rememberedRedactor,
} from '../../../src/main/activity/every-secret.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';

const server = (name: string, secretId: string) =>
  serverDefinitionSchema.parse({
    name,
    title: name,
    createdAt: 1,
    updatedAt: 1,
    transport: {
      type: 'stdio',
      command: 'node',
      env: { KEY: { kind: 'secret', secretId } },
    },
  });

const vault = (
  secrets: Readonly<Record<string, string>>,
  code: 'VAULT_LOCKED' | 'SECRET_MISSING',
) => ({
  read: (id: string) => {
    const value = new Map(Object.entries(secrets)).get(id);
    return Promise.resolve(
      value === undefined
        ? ({ ok: false, error: { code, detail: '' } } as const)
        : ({ ok: true, value } as const),
    );
  },
});

const servers = [server('one', 'a'), server('two', 'b')];

test('the secrets of every server are blanked, whichever is spoken to', async () => {
  const redactor = await everySecretRedactor(
    servers,
    vault({ a: 'first', b: 'second' }, 'VAULT_LOCKED'),
  );
  expect(redactor?.('first second third')).toBe('••• ••• third');
});

test('there is no redactor while one secret cannot be read; one that is gone is none', async () => {
  expect(await everySecretRedactor(servers, vault({ a: 'first' }, 'VAULT_LOCKED'))).toBeUndefined();
  const known = await everySecretRedactor(servers, vault({ a: 'first' }, 'SECRET_MISSING'));
  expect(known?.('first')).toBe('•••');
});

test('it is made once until something changes, and anew while it could not be made', async () => {
  let made = 0;
  let isReadable = false;
  const remembered = rememberedRedactor(() => {
    made += 1;
    return Promise.resolve(isReadable ? (text: string) => text : undefined);
  });
  await remembered.get();
  isReadable = true;
  await remembered.get();
  await remembered.get();
  expect(made).toBe(2);
  remembered.forget();
  await remembered.get();
  expect(made).toBe(3);
});
