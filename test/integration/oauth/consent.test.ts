import { expect, test } from 'vitest';

import { changeMetadata } from '../../odd-services/odd-case.ts';
import { json, startOddService } from '../../odd-services/service.ts';
import type { OddService } from '../../odd-services/service.ts';
import type { ProtectedServer } from '../../../src/main/oauth/oauth-ports.ts';
import { createOAuthKit } from '../../support/oauth-kit.ts';

/** What a person is asked for on the page at three sign-ins; the refresh token dies in between. */
async function promptsAt(
  model: (service: OddService) => void,
  settings: Partial<ProtectedServer> = {},
): Promise<readonly (string | null)[]> {
  let now = () => Date.now();
  await using service = await startOddService(model, () => now());
  const server = { name: 'odd', url: service.resource + service.path, ...settings };
  await using kit = await createOAuthKit([server]);
  now = () => kit.clock.now();
  const { token } = service;
  const prompts: (string | null)[] = [];
  for (let round = 0; round < 2; round += 1) {
    await kit.signIn('odd');
    prompts.push(new URL(kit.opened.at(-1) ?? '').searchParams.get('prompt'));
    const grant = await kit.oauth.signedIn(kit.of('odd'));
    if (grant?.canRenew !== true) continue;
    service.token = (form, headers) =>
      form['grant_type'] === 'refresh_token'
        ? json(400, { error: 'invalid_grant' })
        : token(form, headers);
    kit.clock.aheadMs += service.lifetimeS * 1000 + 1;
    await kit.failure('odd');
    service.token = token;
  }
  await kit.signIn('odd');
  prompts.push(new URL(kit.opened.at(-1) ?? '').searchParams.get('prompt'));
  return prompts;
}

const parameters = { access_type: 'offline' };

test('is not asked for at first, and asked for where a dead refresh token was got by a parameter', async () => {
  expect(await promptsAt(() => undefined, { parameters })).toEqual([null, 'consent', 'consent']);
});

test('is not asked for after a dead refresh token where it always comes: some people may not consent', async () => {
  const model = (s: OddService) =>
    changeMetadata(s, { scopes_supported: ['read', 'offline_access'] });
  expect(await promptsAt(model)).toEqual([null, null, null]);
});

test('is asked for once where the refresh token that was asked for did not come', async () => {
  const model = (s: OddService) => {
    changeMetadata(s, { scopes_supported: ['read', 'offline_access'] });
    let isAsked = false;
    s.page = (asked) => void (isAsked = asked['prompt'] === 'consent');
    s.issued = (tokens) => {
      const { refresh_token: lasting, ...rest } = tokens;
      return json(200, isAsked ? { ...rest, refresh_token: lasting } : rest);
    };
  };
  expect(await promptsAt(model)).toEqual([null, 'consent', 'consent']);
});
