import { expect, test } from 'vitest';

import { issuePermit } from '../../../src/main/approvals/call-permit.ts';
import { throughGate } from '../../../src/main/gateway/gated-call.ts';
import type { GatedCallDeps } from '../../../src/main/gateway/gated-call.ts';
import type { AppUse } from '../../../src/main/gateway/gateway-port.ts';
import type { Offer, OfferedItem } from '../../../src/main/gateway/offer.ts';
import type { WantedCall } from '../../../src/main/approvals/call-gate.ts';
import { ok } from '../../../src/shared/util/result.ts';

const raw = { name: 'send', inputSchema: { type: 'object', properties: { to: {}, text: {} } } };
const item: OfferedItem = {
  server: 'mail',
  handle: 'mail',
  own: 'send',
  item: { ...raw, name: 'mail_send' },
  raw,
  fixed: { to: 'me' },
};
const hello = { app: 'Cursor' };
const options = { signal: new AbortController().signal };

/** A person is asked about each call; meanwhile `happens`. */
function kit(happens: (world: { now: OfferedItem | undefined; profile: string }) => void) {
  const world: { now: OfferedItem | undefined; profile: string } = {
    now: item,
    profile: 'personal',
  };
  const asked: WantedCall[] = [];
  const sent: unknown[] = [];
  const used: AppUse[] = [];
  const deps: GatedCallDeps = {
    gate: {
      pass(call) {
        asked.push(call);
        happens(world);
        return Promise.resolve(ok({ permit: issuePermit('mail', 'send'), wasAsked: true }));
      },
      answered: () => undefined,
    },
    profileOf: () => world.profile,
    offerFor: () =>
      Promise.resolve({
        tools: new Map(world.now && [['mail_send', world.now]]),
      } as unknown as Offer),
    ask(_hello, at, { params }) {
      sent.push({ ...at, params });
      return Promise.resolve(ok({ content: [] }));
    },
    used: (use) => void used.push(use),
  };
  const call = (args: object) => {
    const params = { name: 'send', arguments: { ...args } };
    const request = { method: 'tools/call', item: 'send', params } as const;
    return throughGate(deps)({ hello, name: 'mail_send' }, item, request, options);
  };
  return { call, asked, sent, used };
}

test('what is set for an app is shown to the person and sent, with what the app sends', async () => {
  const { call, asked, sent } = kit(() => undefined);
  expect((await call({ text: 'hi' })).ok).toBe(true);
  const whole = { name: 'send', arguments: { text: 'hi', to: 'me' } };
  expect(asked).toMatchObject([{ params: whole, fixed: ['to'] }]);
  expect(sent).toEqual([{ profile: 'personal', server: 'mail', params: whole }]);
});

test('a value of its own is refused before anybody is asked, and recorded', async () => {
  const { call, asked, sent, used } = kit(() => undefined);
  expect(await call({ to: 'you' })).toMatchObject({
    ok: false,
    error: { kind: 'refused', reason: 'argument-set' },
  });
  expect([asked, sent]).toEqual([[], []]);
  expect(used).toMatchObject([{ item: 'send', params: { arguments: { to: 'you' } } }]);
});

test.each<[string, Parameters<typeof kit>[0]]>([
  ['is not there any more', (world) => (world.now = undefined)],
  ['takes something else', (world) => (world.now = { ...item, raw: { ...raw, inputSchema: {} } })],
  ['has other arguments set', (world) => (world.now = { ...item, fixed: { to: 'you' } })],
  ['has none set', (world) => (world.now = { ...item, fixed: {} })],
  ['is another tool under that name', (world) => (world.now = { ...item, own: 'erase' })],
  ['is one of another server', (world) => (world.now = { ...item, server: 'files' })],
  ['is had as another profile', (world) => (world.profile = 'work')],
])('a tool that, while a person was asked, %s is not called', async (_what, happens) => {
  const { call, sent } = kit(happens);
  expect(await call({ text: 'hi' })).toMatchObject({ ok: false, error: { kind: 'unknown' } });
  expect(sent).toEqual([]);
});
