import { expect, test } from 'vitest';

import { createOAuthHttp } from '../../../src/main/node/oauth/oauth-http.ts';
import { startLoopbackServer } from '../../fixtures/servers/http/loopback-server.ts';
import { patient } from '../../support/oauth-kit.ts';

interface Visit {
  readonly path: string;
  readonly headers: string;
}

/** A page that hands out cookies and sends visitors on. */
async function startPage(visits: Visit[]) {
  const server = await startLoopbackServer((request, response) => {
    visits.push({ path: request.url ?? '', headers: Object.keys(request.headers).join(' ') });
    const location = new URL('/login', `http://${request.headers.host ?? ''}`).href;
    response.writeHead(302, { location, 'set-cookie': 'session=1' }).end('gone');
  });
  const { origin } = new URL(server.url);
  return { origin, [Symbol.asyncDispose]: () => server.close() };
}

test('a look follows nothing, and brings no cookie and no word of who looks', async () => {
  const visits: Visit[] = [];
  await using page = await startPage(visits);
  const http = createOAuthHttp({});
  for (let looks = 0; looks < 2; looks += 1) {
    const look = await http.look(`${page.origin}/authorize?x=1`, { kind: 'person' }, patient);
    expect(look).toMatchObject({
      ok: true,
      value: { status: 302, location: `${page.origin}/login`, text: '' },
    });
  }
  expect(visits.map(({ path }) => path)).toEqual(['/authorize?x=1', '/authorize?x=1']);
  for (const { headers } of visits) expect(headers).not.toMatch(/cookie|authorization|referer/i);
});

test('a look goes to no address that a stranger may not name', async () => {
  const visits: Visit[] = [];
  await using page = await startPage(visits);
  const http = createOAuthHttp({});
  const namedBy = { kind: 'server', serverUrl: 'https://mcp.example.com/mcp' } as const;
  const look = await http.look(`${page.origin}/authorize`, namedBy, patient);
  expect(look).toMatchObject({ ok: false, error: { kind: 'address-refused' } });
  expect(visits).toEqual([]);
});
