import { describe, expect, test } from 'vitest';

import { withFixed, withoutFixed } from '../../../src/main/app-rights/fixed-arguments.ts';
import { limitedOffer } from '../../../src/main/app-rights/limited-offer.ts';
import { offerOfAll, offerOfOne } from '../../../src/main/gateway/offer.ts';
import { appRightsSchema } from '../../../src/shared/domain/app-rights.ts';
import type { AppRights, ToolRight } from '../../../src/shared/domain/app-rights.ts';
import { unlimited } from '../../../src/shared/domain/usual-rights.ts';
import { catalogWith, hashOf } from '../../support/pin-kit.ts';

const object = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
});
const send = { name: 'send', inputSchema: object('to', 'text') };
const look = { name: 'look', inputSchema: object(), annotations: { readOnlyHint: true } };
const server = (name: string, tools = [send, look]) => ({
  name,
  handle: name,
  catalog: catalogWith({ tools, prompts: [{ name: 'ask' }] }),
});
const all = offerOfAll([server('mail'), server('files')], hashOf);

const stated = (tools: readonly ToolRight[], more: Partial<AppRights> = {}): AppRights =>
  appRightsSchema.parse({
    ...unlimited,
    servers: ['mail', 'files'],
    tools: [{ server: 'mail', tools: [...tools] }],
    ...more,
  });
const seen = (rights: AppRights, offer = all) => [...limitedOffer(offer, rights).tools.keys()];
const others = ['files_send', 'files_look'];

describe('stated tools of a server', () => {
  test('are seen alone, beside every tool of the others', () => {
    expect(seen(stated([{ tool: 'look' }]))).toEqual(['mail_look', ...others]);
    expect(limitedOffer(all, stated([{ tool: 'look' }])).prompts.size).toBe(2);
  });

  test('of which none is there leave none, and so does an empty list', () => {
    for (const tools of [[], [{ tool: 'gone' }], [{ tool: 'mail_look' }]]) {
      expect(seen(stated(tools))).toEqual(others);
    }
  });

  test('bring no server back that is not stated, and none that comes later or under another name', () => {
    const later = offerOfAll([server('mail2'), server('notes')], hashOf);
    expect(seen(stated([{ tool: 'look' }]), later)).toEqual([]);
    expect(appRightsSchema.safeParse({ ...stated([]), servers: null }).success).toBe(false);
    expect(appRightsSchema.safeParse({ ...stated([]), servers: ['files'] }).success).toBe(false);
  });

  test('are fewer where only those that read are seen', () => {
    const rights = stated([{ tool: 'send' }, { tool: 'look' }], { isReadOnly: true });
    expect(seen(rights)).toEqual(['mail_look', 'files_look']);
  });

  test('are stated once each', () => {
    const twice = (tools: readonly ToolRight[]) => ({
      ...stated([]),
      tools: [{ server: 'mail', tools }],
    });
    expect(appRightsSchema.safeParse(twice([{ tool: 'a' }, { tool: 'a' }])).success).toBe(false);
    const named = twice([
      { tool: 'a', name: 'x' },
      { tool: 'b', name: 'x' },
    ]);
    expect(appRightsSchema.safeParse(named).success).toBe(false);
    const [one] = stated([]).tools;
    expect(appRightsSchema.safeParse({ ...stated([]), tools: [one, one] }).success).toBe(false);
  });
});

describe('a name a person gives a tool', () => {
  test('is the one the app knows, and calls the same tool', () => {
    const { tools } = limitedOffer(all, stated([{ tool: 'send', name: 'write_letter' }]));
    expect([...tools.keys()]).toEqual(['write_letter', ...others]);
    const item = tools.get('write_letter');
    expect([item?.own, item?.item['name'], item?.raw['name']]).toEqual([
      'send',
      'write_letter',
      'send',
    ]);
  });

  test('that any tool has, seen or not, is not taken from it', () => {
    for (const name of ['files_look', 'mail_look']) {
      const rights = stated([{ tool: 'send', name }], { servers: ['mail'] });
      expect(seen(rights)).toEqual(['mail_send']);
    }
  });

  test('holds for an app that asked for one server', () => {
    const one = offerOfOne(server('mail'));
    expect(seen(stated([{ tool: 'send', name: 'write' }]), one)).toEqual(['write']);
    expect(seen(stated([{ tool: 'send', name: 'look' }]), one)).toEqual(['send']);
  });

  test.each(['', 'a b', 'a.b', 'é', 'x'.repeat(50), 'find_tools', 'call_read_tool'])(
    'is not %j',
    (name) => {
      expect(() => stated([{ tool: 'send', name }])).toThrow();
    },
  );
});

describe('an argument that is set', () => {
  const rights = stated([{ tool: 'send', fixed: { to: 'me@example.org' } }]);
  const item = limitedOffer(all, rights).tools.get('mail_send');

  test('is not in the schema the app is given, and is in the one that was agreed to', () => {
    expect(item?.item['inputSchema']).toEqual(object('text'));
    expect(item?.raw).toEqual(send);
  });

  test('is sent beside what the app sends', () => {
    const sent = withFixed({ name: 'send', arguments: { text: 'hi' } }, item?.fixed);
    expect(sent).toEqual({
      ok: true,
      value: { name: 'send', arguments: { text: 'hi', to: 'me@example.org' } },
    });
    expect(withFixed({ name: 'send' }, item?.fixed).ok).toBe(true);
  });

  test('is refused of the app, whatever its value, and so is what is no object', () => {
    const refused = { ok: false, error: 'argument-set' };
    for (const given of [{ to: 'you' }, { to: 'me@example.org' }, { to: undefined }, [], 'x', 7]) {
      expect(withFixed({ name: 'send', arguments: given }, item?.fixed)).toEqual(refused);
    }
  });

  test('that the tool does not take any more hides the tool', () => {
    const renamed = { name: 'send', inputSchema: object('recipient', 'text') };
    const bare = { name: 'send', inputSchema: { type: 'object' } };
    for (const tool of [renamed, bare, { ...send, inputSchema: 7 as never }]) {
      const offer = offerOfAll([server('mail', [tool, look] as never)], hashOf);
      expect(seen(rights, offer)).toEqual([]);
    }
  });

  test('is also out of what the schema says of several arguments together', () => {
    const schema = {
      ...object('to', 'text'),
      anyOf: [{ required: ['to'] }, { required: ['text'] }],
      dependentRequired: { text: ['to'] },
      allOf: [{ required: ['text'] }],
      additionalProperties: false,
    };
    const left = withoutFixed({ name: 'send', inputSchema: schema }, { to: 'me' });
    expect(left?.['inputSchema']).toEqual({
      ...object('text'),
      allOf: [{ required: ['text'] }],
      additionalProperties: false,
    });
  });

  test('of which there is none leaves the tool as it is', () => {
    const plain = limitedOffer(all, stated([{ tool: 'send', fixed: {} }])).tools.get('mail_send');
    expect(plain?.item).toEqual(all.tools.get('mail_send')?.item);
    expect(plain?.fixed).toBeUndefined();
  });
});
