import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ElicitationPort } from '../../../src/main/elicitation/question.ts';
import { allAbilities, startPassingHome } from '../../support/passing-home.ts';
import type { Era, PassingHome } from '../../support/passing-home.ts';

let home: PassingHome;
/** What came to the person at the window. */
const atWindow: string[] = [];
const window: ElicitationPort = {
  ask({ message }) {
    atWindow.push(message);
    return Promise.resolve({ kind: 'accepted', values: { name: 'the person' } });
  },
  askToOpen({ message }) {
    atWindow.push(message);
    return Promise.resolve({ kind: 'accepted', values: {} });
  },
};

/** An app that answers everything with its own name and keeps what it was asked. */
async function askedApp(era: Era, name: string, capabilities = allAbilities) {
  const asked: string[] = [];
  const told = (text: unknown): void => void asked.push(String(text));
  const prepare = (client: Client): void => {
    if (capabilities.elicitation) {
      client.setRequestHandler('elicitation/create', ({ params }) => {
        told(params.message);
        return params.mode === 'url'
          ? { action: 'accept' }
          : { action: 'accept', content: { name } };
      });
    }
    if (capabilities.sampling) {
      client.setRequestHandler('sampling/createMessage', ({ params }) => {
        told(params.tools ? `with ${String(params.tools.length)} tools` : 'without tools');
        return { role: 'assistant', model: 'm', content: { type: 'text', text: name } };
      });
    }
    if (capabilities.roots) {
      client.setRequestHandler('roots/list', () => {
        told('roots');
        return { roots: [{ uri: `file:///${name}`, name }] };
      });
    }
  };
  const client = await home.app(era, { app: name, capabilities, prepare });
  return { client, asked };
}

const places = [
  ['legacy', 'stdio'],
  ['legacy', 'http'],
  ['modern', 'stdio'],
  ['modern', 'http'],
] as const;

beforeAll(async () => {
  home = await startPassingHome(window);
  for (const [era, over] of places) await home.addServer(`${era} ${over}`, over, era);
}, 60_000);

afterAll(() => home[Symbol.asyncDispose]());

const toolOf = (server: string, tool: string): string => `${server.replace(' ', '-')}_${tool}`;

describe.each(['legacy', 'modern'] as const)('an app of the %s era', (appEra) => {
  describe.each(places)('at a %s server over %s', (era, over) => {
    const ask = toolOf(`${era} ${over}`, 'ask');

    test('answers a form, a page and a model itself, and its answer reaches the server', async () => {
      const name = `${appEra}-of-${era}-${over}`;
      const { client, asked } = await askedApp(appEra, name);
      const before = atWindow.length;
      expect(await home.tell(client, ask, { who: name })).toMatchObject({
        who: name,
        answer: { action: 'accept', content: { name } },
      });
      expect(await home.tell(client, ask, { who: name, kind: 'url' })).toMatchObject({
        answer: { action: 'accept' },
      });
      expect(await home.tell(client, ask, { who: name, kind: 'sample' })).toMatchObject({
        answer: { content: { text: name } },
      });
      expect(await home.tell(client, ask, { who: name, kind: 'sample-tools' })).toMatchObject({
        answer: { content: { text: name } },
      });
      expect(asked).toEqual([`for ${name}`, `for ${name}`, 'without tools', 'with 1 tools']);
      expect(atWindow).toHaveLength(before);
    });

    test('that cannot be asked leaves forms and pages to the person', async () => {
      const { client } = await askedApp(appEra, 'mute', {});
      atWindow.length = 0;
      expect(await home.tell(client, ask, { who: 'mute' })).toMatchObject({
        answer: { action: 'accept', content: { name: 'the person' } },
      });
      expect(await home.tell(client, ask, { who: 'mute', kind: 'url' })).toMatchObject({
        answer: { action: 'accept' },
      });
      expect(atWindow).toEqual(['for mute', 'for mute']);
    });

    test('that knows forms alone leaves pages to the person', async () => {
      const abilities = { elicitation: { form: {} } };
      const { client, asked } = await askedApp(appEra, 'form-only', abilities);
      atWindow.length = 0;
      await home.tell(client, ask, { who: 'form-only' });
      await home.tell(client, ask, { who: 'form-only', kind: 'url' });
      expect(asked).toEqual(['for form-only']);
      expect(atWindow).toEqual(['for form-only']);
    });
  });
});

test('a modern app at a modern server is asked with the server’s own names and state', async () => {
  const { client } = await askedApp('modern', 'as-sent');
  const said = await home.tell(client, 'modern-http_ask', { who: 'as-sent' });
  expect(said).toMatchObject({ state: 'state of as-sent' });
});

test.each([
  ['linked', 'http', 'legacy'],
  ['linked', 'stdio', 'modern'],
] as const)(
  'the very first questions of a %s server over %s (%s) are known to be of the calls that made it ask',
  async (title, over, era) => {
    // Nobody has learnt yet that one app at a time would make it certain.
    await home.addServer(`${title} ${over}`, over, era);
    const apps = [await askedApp('legacy', 'ada'), await askedApp('legacy', 'bob')];
    const before = atWindow.length;
    const ask = toolOf(`${title} ${over}`, 'ask');
    const answers = await Promise.all(
      apps.map(({ client }, at) =>
        home.tell(client, ask, { who: at === 0 ? 'ada' : 'bob', delayMs: 300 }),
      ),
    );
    expect(answers).toMatchObject(
      ['ada', 'bob'].map((name) => ({ who: name, answer: { content: { name } } })),
    );
    expect(apps.map(({ asked }) => asked)).toEqual([['for ada'], ['for bob']]);
    expect(atWindow).toHaveLength(before);
  },
);

describe('two apps at once, twenty questions each way', () => {
  const eras = [
    ['legacy', 'legacy'],
    ['modern', 'modern'],
    ['legacy', 'modern'],
  ] as const;
  const ways = [
    ...places.map(([era, over]) => [era, over, false] as const),
    ['legacy', 'http', true] as const,
  ];

  test.each(eras.flatMap((pair) => ways.map((way) => [...pair, ...way] as const)))(
    '%s and %s apps at a %s server over %s (bare: %s): each is asked for itself alone',
    async (eraOfA, eraOfB, era, over, isBare) => {
      const a = await askedApp(eraOfA, 'ada');
      const b = await askedApp(eraOfB, 'bob');
      const ask = toolOf(`${era} ${over}`, 'ask');
      // A server that names no call has shown so by its first question.
      await home.tell(a.client, ask, { who: 'ada', isBare });
      const before = atWindow.length;
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          [a.client, b.client].map((client, of) => {
            const who = of === 0 ? 'ada' : 'bob';
            return home.tell(client, ask, { who, isBare, delayMs: (at * 7) % 20 });
          }),
        ).flat(),
      );
      expect(answers).toHaveLength(20);
      for (const [at, answer] of answers.entries()) {
        const who = at % 2 === 0 ? 'ada' : 'bob';
        expect(answer).toMatchObject({ who, answer: { content: { name: who } } });
      }
      expect(new Set(a.asked)).toEqual(new Set(['for ada']));
      expect(new Set(b.asked)).toEqual(new Set(['for bob']));
      expect(b.asked).toHaveLength(10);
      expect(atWindow).toHaveLength(before);
    },
  );
});
