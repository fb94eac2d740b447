import { readFile } from 'node:fs/promises';

import { afterAll, expect, onTestFinished, test } from 'vitest';

import { fetchCatalog } from '../../../src/main/catalog/fetch-catalog.ts';
import { windowCatalog } from '../../../src/main/catalog/server-catalog.ts';
import type { Session } from '../../../src/main/sessions/session.ts';
import type { OnServerRequest } from '../../../src/main/sessions/request-options.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import type { ElicitationPort } from '../../../src/main/elicitation/question.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import { catalogSchema } from '../../../src/shared/domain/catalog.ts';
import { ok } from '../../../src/shared/util/result.ts';
import { fixtureFile } from '../../e2e/support/machine.ts';
import { startAskingServer } from '../../fixtures/servers/http/asking-server.ts';
import { livingDescendants } from '../../support/processes.ts';
import { referenceServer } from '../../support/real-servers.ts';
import { createTestOpener, never, openOrThrow, requestFor } from '../../support/session-kit.ts';

const token = 'tok-Zr8q7xTz91';
const eras = ['legacy', 'modern'] as const;

afterAll(async () => {
  expect(await livingDescendants()).toEqual([]);
});

async function openRich(era: (typeof eras)[number]): Promise<Session> {
  const launch = {
    type: 'stdio',
    command: process.execPath,
    args: [fixtureFile('stdio', 'rich.mjs')],
    env: { ERA: era, SERVICE_TOKEN: token },
  } as const;
  const session = await openOrThrow(createTestOpener(), requestFor(launch, { redact: [token] }));
  onTestFinished(() => session.close());
  expect(session.info.era).toBe(era);
  return session;
}

/** What the server sends, as it may be shown. */
async function sent(): Promise<Record<string, JsonObject>> {
  const text = await readFile(fixtureFile('stdio', 'rich-answers.json'), 'utf8');
  return JSON.parse(text.replaceAll('SECRET', '•••')) as Record<string, JsonObject>;
}

test.each(eras)('a %s server is heard whole: every answer is as it was sent', async (era) => {
  const session = await openRich(era);
  const { capabilities, ...answers } = await sent();
  expect(session.info.capabilities).toEqual(capabilities);
  expect(session.info.instructions).toHaveLength(70_013);
  for (const [method, answer] of Object.entries(answers)) {
    const params = method === 'tools/call' ? { name: 'first', arguments: {} } : {};
    const heard = await session.request(method, params, { signal: never });
    expect(heard).toEqual(ok(answer));
  }
});

test.each(eras)('the catalog of a %s server keeps each entry as it was sent', async (era) => {
  const session = await openRich(era);
  const fetched = await fetchCatalog(session, { clock: createSystemClock() }, never);
  if (!fetched.ok) throw new Error(JSON.stringify(fetched.error));
  const catalog = fetched.value;
  const answers = await sent();
  expect(catalog.tools.map(({ raw }) => raw)).toEqual(answers['tools/list']?.['tools']);
  expect(catalog.resources.map(({ raw }) => raw)).toEqual(answers['resources/list']?.['resources']);
  expect(catalog.resourceTemplates.map(({ raw }) => raw)).toEqual(
    answers['resources/templates/list']?.['resourceTemplates'],
  );
  expect(catalog.results.tools).toMatchObject({ _meta: { 'example.org/page': 1 }, ttlMs: 60_000 });
  expect(JSON.stringify(catalog)).not.toContain(token);

  const shown = windowCatalog(catalog);
  expect(catalogSchema.parse(shown)).toEqual(shown);
  expect(JSON.stringify(shown)).not.toMatch(/_meta|icons|unheardOf|taskSupport|lastModified/);
});

const answering =
  (isGift: boolean): OnServerRequest =>
  ({ method }) =>
    Promise.resolve(
      ok(method === 'elicitation/create' ? { action: 'accept', content: { isGift } } : {}),
    );

function window() {
  const asked: string[] = [];
  const questions: ElicitationPort = {
    ask: ({ message }) => {
      asked.push(message);
      return Promise.resolve({ kind: 'declined' });
    },
  };
  return { asked, questions };
}

test('twenty questions of one server, asked for two callers at once, each go to their caller', async () => {
  const server = await startAskingServer();
  onTestFinished(() => server.close());
  const { asked, questions } = window();
  const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
  const session = await openOrThrow(createTestOpener({ questions }), requestFor(launch));
  onTestFinished(() => session.close());
  const turns = Array.from({ length: 20 }, (_, turn) => turn % 2 === 0);
  const told = await Promise.all(
    turns.map((isGift) =>
      session.request(
        'tools/call',
        { name: 'order', arguments: {} },
        { signal: never, onServerRequest: answering(isGift) },
      ),
    ),
  );
  expect(
    told.map((answer) => JSON.stringify(answer).includes(String.raw`\"isGift\":true`)),
  ).toEqual(turns);
  expect(asked).toEqual([]);
  await session.callTool({ name: 'order', args: {} }, never);
  expect(asked).toEqual(['How many?']);
});

test('a question that names no request goes to its only caller, and among several to the person until they take turns', async () => {
  const { asked, questions } = window();
  const opener = createTestOpener({ questions });
  const session = await openOrThrow(opener, requestFor(referenceServer('everything')));
  onTestFinished(() => session.close());
  const call = (onServerRequest: OnServerRequest) =>
    session.request(
      'tools/call',
      { name: 'trigger-elicitation-request', arguments: {} },
      { signal: never, onServerRequest },
    );
  const heard: string[] = [];
  const caller =
    (name: string): OnServerRequest =>
    ({ params }) => {
      heard.push(name);
      expect(params['message']).toEqual(expect.any(String));
      return Promise.resolve(ok({ action: 'accept', content: { name } }));
    };
  const both = () => Promise.all([call(caller('ada')), call(caller('bob'))]);
  expect(await both()).toMatchObject([{ ok: true }, { ok: true }]);
  expect([heard, asked.length]).toEqual([[], 2]);

  expect(JSON.stringify(await call(caller('ada')))).toContain('ada');
  expect([heard, asked.length]).toEqual([['ada'], 2]);

  // It has shown that it names no request: from then on its callers come one after the other.
  const [ofAda, ofBob] = await both();
  expect(JSON.stringify(ofAda)).toContain('ada');
  expect(JSON.stringify(ofBob)).toContain('bob');
  expect([heard, asked.length]).toEqual([['ada', 'ada', 'bob'], 2]);
});
