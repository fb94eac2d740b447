import { afterEach, describe, expect, test } from 'vitest';

import {
  startRedirectChain,
  startRedirectServer,
  startStatusServer,
} from '../../fixtures/servers/http/misbehaving-servers.ts';
import { connectLegacy, createCleanUp, outcomeFrom, recordingFetch, rpcPost } from './harness.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

const secretHeaders = { authorization: 'Bearer sesame', cookie: 'a=sesame', 'x-api-key': 'sesame' };

describe('redirects to another origin (S20)', () => {
  test.each([301, 302, 303, 307, 308])(
    '%i is refused and nothing reaches the stranger',
    async (status) => {
      const stranger = cleanUp.own(await startStatusServer(200));
      const server = cleanUp.own(await startRedirectServer(status, `${stranger.url}?token=x`));
      const { fetch } = recordingFetch();
      const requestInit = { headers: secretHeaders };
      const outcome = await outcomeFrom(connectLegacy(server.url, { fetch, requestInit }));
      expect(outcome).toEqual({
        kind: 'redirect-refused',
        from: server.url,
        to: `${stranger.url}?token=…`,
      });
      expect(stranger.seen).toEqual([]);
      expect(server.seen).toHaveLength(1);
    },
  );

  test('is refused for a look-up without secrets, too', async () => {
    const internal = cleanUp.own(await startStatusServer(200));
    const server = cleanUp.own(await startRedirectServer(302, internal.url));
    const outcome = await outcomeFrom(recordingFetch().fetch(server.url));
    expect(outcome).toMatchObject({ kind: 'redirect-refused' });
    expect(internal.seen).toEqual([]);
  });
});

describe('redirects within the origin', () => {
  test.each([307, 308])('%i keeps method, body and headers over five hops', async (status) => {
    const server = cleanUp.own(await startRedirectChain(5, status));
    const body = { id: 1, method: 'tools/list' };
    const init = rpcPost(body);
    const headers = { ...init.headers, ...secretHeaders };
    const response = await recordingFetch().fetch(server.url, { ...init, headers });
    expect(await response.json()).toEqual({ method: 'POST', body: init.body });
    expect(response.url.endsWith('/5')).toBe(true);
    expect(server.seen).toHaveLength(6);
    expect(server.seen.at(-1)?.headers).toMatchObject(secretHeaders);
  });

  test('stops at the sixth hop', async () => {
    const server = cleanUp.own(await startRedirectChain(6));
    const call = recordingFetch().fetch(server.url, rpcPost({ id: 1, method: 'ping' }));
    expect(await outcomeFrom(call)).toMatchObject({ kind: 'redirect-refused' });
    expect(server.seen).toHaveLength(6);
  });

  test('follows 302 for GET, and never turns a POST into a GET', async () => {
    const server = cleanUp.own(await startRedirectChain(1, 302));
    const { fetch } = recordingFetch();
    expect(await (await fetch(server.url)).json()).toMatchObject({ method: 'GET' });
    const post = fetch(server.url, rpcPost({ id: 1, method: 'ping' }));
    expect(await outcomeFrom(post)).toMatchObject({ kind: 'redirect-refused' });
    expect(server.seen.filter(({ path }) => path === '/1')).toHaveLength(1);
  });
});
