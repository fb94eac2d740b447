import { beforeEach, expect, test } from 'vitest';

import { createAppTokens } from '../../../src/main/gateway/app-tokens.ts';
import type { AppTokens, AppTokensFile } from '../../../src/main/gateway/app-tokens.ts';
import { tokenLabelSchema } from '../../../src/shared/domain/app-token.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import type { MemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

let store: MemoryDocument<AppTokensFile>;
let clock: FakeClock;
let tokens: AppTokens;
let bytes = 0;

const opened = async (): Promise<AppTokens> => {
  const made = createAppTokens({
    store,
    clock,
    random: createFakeRandom(),
    randomBytes: (length) => new Uint8Array(length).fill((bytes += 1)),
    logger: createSilentLogger(),
  });
  await made.load();
  return made;
};

const created = async (label: string) => {
  const made = await tokens.create(label);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};

beforeEach(async () => {
  store = createMemoryDocument();
  clock = new FakeClock();
  tokens = await opened();
});

test('a token is good for its holder, also after a restart, and lies nowhere', async () => {
  const { token, secret } = await created('Codex');
  expect(secret).toMatch(/^pby_[\w-]{43}$/);
  expect(token).toEqual({ id: 'id-1', label: 'Codex', createdAt: clock.now(), lastUsedAt: null });
  expect(store.text).not.toContain(secret);
  expect(store.text).not.toContain(secret.slice(4));
  expect(JSON.stringify(tokens.list())).not.toContain('hash');
  tokens = await opened();
  expect(tokens.use(secret)?.id).toBe(token.id);
});

test('nothing but the token itself counts', async () => {
  const { secret } = await created('Codex');
  const hash = JSON.parse(store.text ?? '').tokens[0].hash as string;
  for (const wrong of ['', secret.slice(0, -1), `${secret}A`, secret.toUpperCase(), hash]) {
    expect(tokens.use(wrong)).toBeUndefined();
  }
});

test('a revoked token is dead at once, before anything is saved, and whoever follows is told', async () => {
  const one = await created('One');
  const two = await created('Two');
  const told: string[] = [];
  tokens.onRevoked((id) => void told.push(id));
  store.gate = new Promise(() => undefined);
  void tokens.revoke(one.token.id);
  expect(told).toEqual([one.token.id]);
  expect(tokens.use(one.secret)).toBeUndefined();
  expect([tokens.has(one.token.id), tokens.has(two.token.id)]).toEqual([false, true]);
  expect(tokens.use(two.secret)?.label).toBe('Two');
});

test('no earlier generation of the file brings a revoked token back', async () => {
  const { token, secret } = await created('One');
  const generations: string[] = [];
  const save = store.save.bind(store);
  store.save = async (value) => {
    if (store.text !== undefined) generations.unshift(store.text);
    return save(value);
  };
  await tokens.revoke(token.id);
  for (const text of [store.text, ...generations.slice(0, 3)]) {
    store.text = text;
    expect((await opened()).use(secret)).toBeUndefined();
  }
});

test('a token made while another is revoked is on the disk, and the other is not', async () => {
  const { token } = await created('Old');
  const making = tokens.create('New');
  const revoking = tokens.revoke(token.id);
  await Promise.all([making, revoking]);
  expect((await opened()).list().map(({ label }) => label)).toEqual(['New']);
});

test('what could not be saved is no token, and a revocation that was not saved says so', async () => {
  const { token, secret } = await created('One');
  store.saveError = { code: 'DISK_FULL', detail: 'ENOSPC' };
  expect(await tokens.create('Two')).toMatchObject({ error: { code: 'DISK_FULL' } });
  expect(tokens.list().map(({ label }) => label)).toEqual(['One']);
  expect(await tokens.revoke(token.id)).toMatchObject({ error: { code: 'DISK_FULL' } });
  expect(tokens.use(secret)).toBeUndefined();
});

test('the last use is noted to the minute', async () => {
  const { secret } = await created('One');
  const usedAt = clock.now();
  tokens.use(secret);
  await settle();
  const { saves } = store;
  await clock.advance(59_000);
  tokens.use(secret);
  await settle();
  expect([store.saves, tokens.list()[0]?.lastUsedAt]).toEqual([saves, usedAt]);
  await clock.advance(1_000);
  tokens.use(secret);
  await settle();
  expect([store.saves, tokens.list()[0]?.lastUsedAt]).toEqual([saves + 1, usedAt + 60_000]);
});

test('there are not endlessly many', async () => {
  for (let count = 0; count < 100; count += 1) await created(`App ${String(count)}`);
  expect(await tokens.create('One more')).toMatchObject({ error: { code: 'TOO_MANY' } });
});

test.each(['', '  ', 'a\nb', 'a\u202eb', 'a\u0000', 'x'.repeat(61)])(
  'an app is not called %j',
  (label) => {
    expect(tokenLabelSchema.safeParse(label).success).toBe(false);
  },
);

test('a name is kept without the blanks around it', () => {
  expect(tokenLabelSchema.parse('  我的 Codex ')).toBe('我的 Codex');
});
