import { expect, test } from 'vitest';

import { startOddService } from '../../odd-services/service.ts';
import { changeMetadata } from '../../odd-services/odd-case.ts';
import { createOAuthKit } from '../../support/oauth-kit.ts';

const click = { userGesture: true } as const;

test('counts for exactly what was shown, for one server', async () => {
  let claimed = 'https://else.example';
  await using service = await startOddService((s) => {
    const { metadata } = s;
    s.metadata = () => ({ ...metadata(), issuer: claimed });
  });
  const url = `${service.resource}/mcp`;
  await using kit = await createOAuthKit([
    { name: 'one', url },
    { name: 'two', url },
  ]);
  const ask = async (name: string, agreed?: string) => {
    kit.oauth.retryNow();
    const begun = await kit.oauth.begin(kit.of(name), { ...click, isFresh: true, agreed });
    if (begun.ok) return 'opened';
    return begun.error.kind === 'undecided' ? begun.error.question.digest : begun.error.kind;
  };
  const digest = await ask('one');
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(service.seen.register).toBe(0);
  expect(await ask('one', `${digest.slice(1)}0`)).toBe(digest);
  expect(await ask('one', digest)).toBe('opened');
  expect(await ask('one')).toBe('opened');
  expect(await ask('two')).toBe(digest);
  claimed = 'https://third.example';
  expect(await ask('one')).toMatch(/^[0-9a-f]{64}$/);
  expect(await ask('one')).not.toBe(digest);
  claimed = 'https://else.example';
  await kit.oauth.forgetServer('one');
  expect(await ask('one')).toBe(digest);
  expect(kit.opened).toHaveLength(2);
});

test('is no question where the service lists PKCE methods without the safe one', async () => {
  await using service = await startOddService((s) =>
    changeMetadata(s, { code_challenge_methods_supported: ['plain'] }),
  );
  await using kit = await createOAuthKit([{ name: 'one', url: `${service.resource}/mcp` }]);
  expect(await kit.oauth.begin(kit.of('one'), click)).toMatchObject({
    error: { kind: 'refused', code: 'PKCE_UNSUPPORTED' },
  });
  expect(service.seen).toMatchObject({ register: 0, page: 0 });
});
