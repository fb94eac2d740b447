import { describe, expect, test } from 'vitest';

import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';
import { readPaste } from '../../../src/main/config-formats/read-paste.ts';
import { withoutOff } from '../../../src/main/gateway/offer.ts';
import { toDraft, toForm } from '../../../src/renderer/src/parts/server-form/form-model.ts';
import { isToolOff, withToolOn } from '../../../src/shared/domain/tool-off.ts';
import { joinedRules } from '../../../src/shared/domain/tool-rules.ts';

const rulesOf = (entry: object) => {
  const text = JSON.stringify({ mcpServers: { one: { command: 'one-mcp', ...entry } } });
  return readPaste(text).servers[0]?.draft;
};

describe('lists of tools in configurations', () => {
  test.each([
    [
      'Gemini',
      { includeTools: ['a', 'b'], excludeTools: ['b'] },
      { allowed: ['a', 'b'], disabled: ['b'] },
    ],
    ['Codex', { enabled_tools: ['a'], disabled_tools: ['c'] }, { allowed: ['a'], disabled: ['c'] }],
    ['Cline', { autoApprove: ['a', 'a'] }, { alwaysAllow: ['a'] }],
    ['Roo', { alwaysAllow: ['a'], disabledTools: ['b'] }, { disabled: ['b'], alwaysAllow: ['a'] }],
    ['Goose', { available_tools: ['a'] }, { allowed: ['a'] }],
    ['a list that must be there', { requiredTools: ['a'] }, { allowed: ['a'] }],
    ['Copilot, some', { tools: ['a'] }, { allowed: ['a'] }],
    ['none at all', { allowedTools: [] }, { allowed: [] }],
  ])('%s', (_, entry, wanted) => {
    const draft = rulesOf(entry);
    expect(draft?.toolRules).toEqual(wanted);
    expect(draft?.extras).toEqual({});
  });

  test.each([
    ['all', { tools: ['*'] }],
    ['empty lists', { disabledTools: [], autoApprove: [] }],
    ['none', {}],
  ])('%s says nothing', (_, entry) => expect(rulesOf(entry)?.toolRules).toBeUndefined());

  test('a block of that name is an unknown field and stays', () => {
    const draft = rulesOf({ tools: { a: true } });
    expect(draft?.toolRules).toBeUndefined();
    expect(draft?.extras).toEqual({ tools: { a: true } });
  });

  test('a form of a server keeps them', () => {
    const draft = rulesOf({ disabledTools: ['b'], alwaysAllow: ['a'] });
    expect(draft && toDraft(toForm(draft)).toolRules).toEqual(draft?.toolRules);
  });
});

describe('a tool that is off', () => {
  const catalog = {
    tools: ['a', 'b', 'c'].map((name) => ({ item: { name }, raw: { name } })),
  } as unknown as ServerCatalog;
  const offered = (rules: Parameters<typeof withoutOff>[1]) =>
    withoutOff(catalog, rules)?.tools.map(({ item }) => item.name);

  test('is offered to no app', () => {
    expect(offered(undefined)).toEqual(['a', 'b', 'c']);
    expect(offered({ disabled: ['b'] })).toEqual(['a', 'c']);
    expect(offered({ allowed: ['a', 'b'], disabled: ['b'] })).toEqual(['a']);
    expect(offered({ allowed: [] })).toEqual([]);
    expect(withoutOff(null, { disabled: ['b'] })).toBeNull();
  });

  test('is not on because another app ran it without asking', () => {
    expect(isToolOff({ disabled: ['b'], alwaysAllow: ['b'] }, 'b')).toBe(true);
    expect(isToolOff({ allowed: ['a'], alwaysAllow: ['b'] }, 'b')).toBe(true);
    expect(isToolOff({ alwaysAllow: ['b'] }, 'c')).toBe(false);
  });

  test('stays off when another configuration takes the place of its server', () => {
    expect(joinedRules({ disabled: ['b'] }, undefined)).toEqual({ disabled: ['b'] });
    expect(joinedRules(undefined, { disabled: ['b'] })).toEqual({ disabled: ['b'] });
    expect(joinedRules({ disabled: ['b'] }, { allowed: ['b'] })).toEqual({
      allowed: ['b'],
      disabled: ['b'],
    });
    expect(joinedRules({ allowed: ['a'] }, { allowed: ['a', 'b'] })).toEqual({ allowed: ['a'] });
    expect(joinedRules({ allowed: ['a'] }, { disabled: ['c'] })).toEqual({
      allowed: ['a'],
      disabled: ['c'],
    });
  });
});

describe('one tool that is offered again', () => {
  test.each([
    [{ disabled: ['a', 'b'] }, { disabled: ['b'] }],
    [{ disabled: ['a'] }, undefined],
    [{ allowed: ['b'] }, { allowed: ['b', 'a'] }],
    [{ allowed: [], disabled: ['a'] }, { allowed: ['a'] }],
    [{ disabled: ['a'], alwaysAllow: ['a'] }, { alwaysAllow: ['a'] }],
    [{ allowed: ['a', 'b'] }, { allowed: ['a', 'b'] }],
  ])('%j', (rules, wanted) => {
    expect(withToolOn(rules, 'a')).toEqual(wanted);
    expect(isToolOff(withToolOn(rules, 'a'), 'a')).toBe(false);
  });
});
