import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { allAbilities, startPassingHome } from '../../support/passing-home.ts';
import type { Era, PassingHome } from '../../support/passing-home.ts';
import { waitFor } from '../../support/processes.ts';

let home: PassingHome;

/** An app that opens every page, and hears of those that are done. */
async function visitingApp(era: Era, app: string) {
  const over: string[] = [];
  const prepare = (client: Client): void => {
    client.setRequestHandler('elicitation/create', () => ({ action: 'accept' }));
    client.setNotificationHandler('notifications/elicitation/complete', ({ params }) => {
      over.push(params.elicitationId);
    });
  };
  const client = await home.app(era, { app, capabilities: allAbilities, prepare });
  return { client, over };
}

/** An app with folders that become others. */
async function folderApp(app: string, isTold = true) {
  let folders = [`file:///${app}`];
  const asked: string[] = [];
  const client = await home.app('legacy', {
    app,
    capabilities: { roots: { listChanged: isTold } },
    prepare: (one) => {
      one.setRequestHandler('roots/list', () => {
        asked.push(app);
        return { roots: folders.map((uri) => ({ uri })) };
      });
    },
  });
  const move = async (to: string): Promise<void> => {
    folders = [to];
    await client.notification({ method: 'notifications/roots/list_changed' });
  };
  return { client, asked, move };
}

interface Seen {
  readonly rootsChanged: number;
  readonly roots: readonly string[];
}

beforeAll(async () => {
  home = await startPassingHome();
  await home.addServer('legacy stdio', 'stdio', 'legacy');
  await home.addServer('legacy http', 'http', 'legacy');
}, 60_000);

afterAll(() => home[Symbol.asyncDispose]());

describe.each(['legacy-stdio', 'legacy-http'])('a page of %s', (handle) => {
  test('that is done with is told to the app that was asked to open it, and to no other', async () => {
    const ada = await visitingApp('legacy', 'ada');
    const bob = await visitingApp('legacy', 'bob');
    await home.tell(ada.client, `${handle}_ask`, { who: 'ada', kind: 'url' });
    await home.tell(bob.client, `${handle}_ask`, { who: 'bob', kind: 'url' });
    const finish = (id: string) => home.tell(bob.client, `${handle}_finish`, { id });
    await finish('id-nobody');
    await finish('id-ada');
    await waitFor('ada to be told', () => (ada.over.length > 0 ? true : undefined));
    await finish('id-ada');
    await finish('id-bob');
    await waitFor('bob to be told', () => (bob.over.length > 0 ? true : undefined));
    expect([ada.over, bob.over]).toEqual([['id-ada'], ['id-bob']]);
  });

  test('that an error names is told of to the app that was given the error', async () => {
    const ada = await visitingApp('legacy', 'ada');
    const bob = await visitingApp('legacy', 'bob');
    const refused = home.tell(ada.client, `${handle}_refuse`, { id: 'first-of-ada' });
    await expect(refused).rejects.toMatchObject({ code: -32_042 });
    await home.tell(bob.client, `${handle}_finish`, { id: 'first-of-ada' });
    await waitFor('ada to be told', () => (ada.over.length > 0 ? true : undefined));
    expect([ada.over, bob.over]).toEqual([['first-of-ada'], []]);
  });
});

describe('folders of an app', () => {
  const seen = async (client: Client, handle: string): Promise<Seen> =>
    (await home.tell(client, `${handle}_seen`)) as Seen;

  test('that are others are told to a server that has them, which asks that app again', async () => {
    const ada = await folderApp('ada');
    const bob = await folderApp('bob');
    const before = await seen(ada.client, 'legacy-http');
    await bob.move('file:///bob/early');
    const ask = (client: Client, who: string) =>
      home.tell(client, 'legacy-http_ask', { who, kind: 'roots' });
    await ask(bob.client, 'bob');
    await ask(ada.client, 'ada');
    await bob.move('file:///bob/later');
    await ada.move('file:///ada/other');
    await waitFor('the server to have them', async () =>
      (await seen(bob.client, 'legacy-http')).roots[0] === 'file:///ada/other' ? true : undefined,
    );
    const { rootsChanged } = await seen(bob.client, 'legacy-http');
    expect(rootsChanged - before.rootsChanged).toBe(1);
    expect([ada.asked, bob.asked]).toEqual([['ada', 'ada'], ['bob']]);
  });

  test('are told to a process of that app alone, whether it has asked or not', async () => {
    await home.addServer('apart', 'stdio', 'legacy');
    const { client } = home.host;
    const { title, transport } = await client.servers.get({ name: 'apart' });
    await client.servers.update({
      name: 'apart',
      draft: { title, transport, sharing: 'each-app' },
    });
    await home.host.reached('apart', 'ready');
    const ada = await folderApp('ada');
    const bob = await folderApp('bob');
    await seen(ada.client, 'apart');
    await seen(bob.client, 'apart');
    await ada.move('file:///ada/other');
    await waitFor('its process to have them', async () =>
      (await seen(ada.client, 'apart')).roots[0] === 'file:///ada/other' ? true : undefined,
    );
    expect(await seen(bob.client, 'apart')).toMatchObject({ rootsChanged: 0, roots: [] });
  });
});
