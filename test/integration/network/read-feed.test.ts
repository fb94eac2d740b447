import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { readFeed } from '../../../src/main/node/network/read-feed.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { startConnectProxy } from '../../fixtures/servers/http/connect-proxy.ts';
import { createNetworkKit } from './kit.ts';

const never = new AbortController().signal;
const answer = { tag_name: 'v9.0.0' };
let listener: RequestListener;
let feed: string;
let kit: Awaited<ReturnType<typeof createNetworkKit>>;
const server = createServer((request, response) => listener(request, response));

beforeEach(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  feed = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/latest`;
  kit = await createNetworkKit();
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await kit.close();
});

test('the feed is read, and learns nothing of who asks', async () => {
  const seen: Record<string, unknown>[] = [];
  listener = (request, response) => {
    seen.push({ ...request.headers, method: request.method, url: request.url });
    response.end(JSON.stringify(answer));
  };
  expect(await readFeed(kit.network, feed, never)).toEqual(ok(JSON.stringify(answer)));
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: 'GET', url: '/latest', 'user-agent': 'Patchbay' });
  expect(Object.keys(seen[0] ?? {}).filter((name) => /cookie|auth|referer/.test(name))).toEqual([]);
});

test.each([403, 404, 429, 500])('an answer of %d is a refusal', async (status) => {
  listener = (_request, response) => response.writeHead(status).end('{"tag_name":"v9.0.0"}');
  expect(await readFeed(kit.network, feed, never)).toEqual(err('refused'));
});

test('nothing follows a feed to another address', async () => {
  const asked: (string | undefined)[] = [];
  listener = ({ url }, response) => {
    asked.push(url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  };
  expect(await readFeed(kit.network, feed, never)).toEqual(err('unreachable'));
  expect(asked).toEqual(['/latest']);
});

test('an answer without an end is given up', async () => {
  let isGone = false;
  listener = (_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more).on('close', () => (isGone = true));
    more();
  };
  expect(await readFeed(kit.network, feed, never)).toEqual(err('refused'));
  await expect.poll(() => isGone).toBe(true);
});

test('an answer that breaks off, and an app that ends, are no answer', async () => {
  listener = (_request, response) => {
    response.write('{"tag_name":');
    setImmediate(() => response.destroy());
  };
  expect(await readFeed(kit.network, feed, never)).toEqual(err('unreachable'));
  const ending = new AbortController();
  listener = () => ending.abort();
  expect(await readFeed(kit.network, feed, ending.signal)).toEqual(err('unreachable'));
});

test('nobody there is said to be so', async () => {
  expect(await readFeed(kit.network, 'http://127.0.0.1:1/latest', never)).toEqual(
    err('unreachable'),
  );
});

test('it goes by the proxy of this computer', async () => {
  const host = 'forge.corp.test';
  listener = (_request, response) => response.end(JSON.stringify(answer));
  const proxy = await startConnectProxy({ names: { [host]: Number(new URL(feed).port) } });
  const behind = await createNetworkKit({ system: () => Promise.resolve(`PROXY ${proxy.host}`) });
  try {
    const read = await readFeed(behind.network, `http://${host}/latest`, never);
    expect(read).toEqual(ok(JSON.stringify(answer)));
    expect(proxy.seen.map(({ line }) => line)).toContain(`GET http://${host}/latest`);
  } finally {
    await behind.close();
    await proxy.close();
  }
});
