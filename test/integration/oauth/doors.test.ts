import { request } from 'node:http';

import { describe, expect, test } from 'vitest';

import { callbackPageTexts } from '../../../src/main/node/oauth/callback-page.ts';
import { createLoopbackListeners } from '../../../src/main/node/oauth/loopback-listeners.ts';
import type { CallbackVerdict } from '../../../src/main/oauth/oauth-ports.ts';
import { browse } from '../../odd-services/browser.ts';
import { startOddService } from '../../odd-services/service.ts';
import { createOAuthKit } from '../../support/oauth-kit.ts';

const doors = createLoopbackListeners(() => callbackPageTexts('en'));

async function open(verdict: CallbackVerdict, preferredPort?: number) {
  const heard: string[] = [];
  const answer = (url: string) => {
    heard.push(url);
    return Promise.resolve(url.includes('state=known') ? verdict : ('unknown' as const));
  };
  const door = await doors.open(answer, { preferredPort });
  if (!door.ok) throw new Error(door.error.detail);
  return { ...door.value, heard };
}

/** A request as it is, without the help of a client. */
function ask(url: string, options: { readonly method?: string; readonly host?: string } = {}) {
  const { method = 'GET', host = new URL(url).host } = options;
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const outgoing = request(url, { method, headers: { host }, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      outgoing.on('error', reject);
      outgoing.end();
    },
  );
}

describe('a door on loopback', () => {
  test('turns away every request that is not the answer', async () => {
    const door = await open('completed');
    const { origin, port } = new URL(door.redirectUri);
    const statuses = [
      await ask(`${origin}/`),
      await ask(`${origin}/callback/?state=known`),
      await ask(`${origin}/callbacks?state=known`),
      await ask(`${origin}/favicon.ico`),
      await ask(`${door.redirectUri}?state=known`, { method: 'POST' }),
      await ask(`${door.redirectUri}?state=known`, { host: `localhost:${port}` }),
      await ask(`${door.redirectUri}?state=known`, { host: 'attacker.example' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 404]);
    expect(door.heard).toEqual([]);
    await door.close();
  });

  test('shows our own words only, and lets nothing run', async () => {
    const door = await open('completed');
    const script = '<script>alert(1)</script>';
    const query = new URLSearchParams({ state: 'known', code: script }).toString();
    const { status, headers, text } = await ask(`${door.redirectUri}?${query}`);
    expect(status).toBe(200);
    expect(text).toContain('You are signed in');
    expect(text).toContain('go back to Patchbay');
    expect(text).not.toContain('script');
    expect(text).not.toContain('known');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    await door.close();
  });

  test('takes one answer and closes, but not for what it does not know', async () => {
    const door = await open('failed');
    const unknown = await ask(`${door.redirectUri}?state=guessed`);
    expect(unknown.text).toContain('This sign-in is over');
    const known = await ask(`${door.redirectUri}?state=known`);
    expect(known.text).toContain('Signing in did not work');
    await door.close();
    await expect(ask(`${door.redirectUri}?state=known`)).rejects.toThrow('ECONNREFUSED');
    expect(door.heard).toHaveLength(2);
  });

  test('closes after many strangers', async () => {
    const door = await open('completed');
    for (let visit = 0; visit < 50; visit += 1) await ask(`${new URL(door.redirectUri).origin}/`);
    await expect(ask(door.redirectUri)).rejects.toThrow('ECONNREFUSED');
  });

  test('takes the port it had, or another when that is taken', async () => {
    const first = await open('completed');
    const port = Number(new URL(first.redirectUri).port);
    const second = await open('completed', port);
    expect(new URL(second.redirectUri).port).not.toBe(String(port));
    await first.close();
    const third = await open('completed', port);
    expect(third.redirectUri).toBe(first.redirectUri);
    await Promise.all([second.close(), third.close()]);
  });
});

test('brings the app to the front with the answer it waits for, and with nothing else', async () => {
  let returns = 0;
  await using service = await startOddService();
  await using kit = await createOAuthKit([{ name: 'odd', url: `${service.resource}/mcp` }], {
    onReturn: () => (returns += 1),
  });
  const { authorizationUrl } = await kit.begin('odd', 'loopback');
  const { searchParams } = new URL(authorizationUrl);
  const door = searchParams.get('redirect_uri') ?? '';
  const state = searchParams.get('state') ?? '';
  await ask(`${door}?code=stolen&state=guessed`);
  await ask(`${door}?code=stolen&state=${state.slice(1)}A`);
  await ask(`${door}/favicon.ico`);
  expect(returns).toBe(0);
  const { url } = await browse(authorizationUrl);
  expect(url).toContain('/callback');
  expect(returns).toBe(1);
});
