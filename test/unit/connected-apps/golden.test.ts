import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatOf } from '../../../src/main/apps/known-app.ts';
import { importSources } from '../../../src/main/apps/known-apps.ts';
import { planChange } from '../../../src/main/connected-apps/app-change.ts';
import { entriesIn } from '../../../src/main/connected-apps/edit/config-edit.ts';
import type { ServersPlace } from '../../../src/main/connected-apps/edit/config-edit.ts';
import { entryName, ourEntry, serversPlaceOf } from '../../../src/main/connected-apps/our-entry.ts';
import {
  bridges,
  connectCases as cases,
  goldenOf,
  keepsEveryByte,
  variants,
} from '../../support/connect-cases.ts';

const systems = 3;

describe.each(cases)('$id on $system', ({ id, title, way, system, place }) => {
  const name = entryName(way);
  const servers = serversPlaceOf(way, place);
  const args = ['--socket', '/s', '--app', title];
  const entry = ourEntry(way.entry, { command: bridges[system], args: ['--socket', '/s'] }, title);
  const order = { place: servers, name, entry, isOurs: true };

  test.each(variants)('%s: all outside our entry stays, and comes back', (_, vary) => {
    const before = vary(goldenOf(id, place));
    const put = planChange(before, { ...order, change: 'connect' });
    if (!put.ok) throw new Error(JSON.stringify(put.error));
    expect(keepsEveryByte(before, put.value.text)).toBe(true);
    const entries = entriesIn(put.value.text, servers);
    const ours = entries.ok ? entries.value.find((one) => one.name === name) : undefined;
    expect(JSON.stringify(ours)).toContain(JSON.stringify(bridges[system]));
    expect(JSON.stringify(ours)).toContain(args.map((arg) => JSON.stringify(arg)).join(','));
    const out = planChange(put.value.text, { ...order, change: 'disconnect' });
    expect(out.ok && out.value.text.trimEnd()).toBe(before.trimEnd());
  });
});

test('every app that is connected by a file is among them, on every system', () => {
  const connectable = importSources.filter(({ connect }) => connect?.by === 'file');
  const ids = new Set(cases.map(({ id, system }) => `${id} ${system}`));
  expect(ids.size).toBe(connectable.length * systems);
  expect(connectable.length).toBeGreaterThanOrEqual(20);
});

const space = fc.constantFrom('', ' ', '\n', '\n  ', '\t', '\r\n', ' /* , } */ ', ' // ] note\n');
const key = fc.oneof(
  fc.constantFrom('a', 'env', 'mcpServers', '//', 'x"y', 'é, {'),
  fc.string({ maxLength: 8 }),
);
const scalar = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

/** JSON with comments, in any layout, with and without trailing commas. */
const { value: jsonc } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar.map((one) => JSON.stringify(one)),
    tie('object'),
  ),
  object: fc
    .tuple(
      fc.uniqueArray(fc.tuple(key, tie('value')), { selector: ([one]) => one, maxLength: 4 }),
      fc.array(space, { minLength: 20, maxLength: 20 }),
      fc.boolean(),
    )
    .map(([entries, spaces, trailing]) => {
      const at = (index: number): string => spaces[index % spaces.length] ?? '';
      const inner = entries.map(
        ([one, value], i) =>
          `${at(4 * i)}${JSON.stringify(one)}${at(4 * i + 1)}:${at(4 * i + 2)}${value}${at(4 * i + 3)}`,
      );
      return `{${inner.join(',')}${trailing && inner.length > 0 ? ',' : ''}${at(17)}}`;
    }),
}));
const json: ServersPlace = {
  format: formatOf('a.json'),
  at: ['servers'],
  in: 'map',
  json: 'with-both',
};

test('in any layout of JSON every byte stays, and ours goes in and out', () => {
  fc.assert(
    fc.property(
      jsonc.filter((text) => text.startsWith('{')),
      fc.boolean(),
      (servers, isNested) => {
        const before = isNested ? `{ "z": 1, "servers": ${servers} }` : servers;
        const entry = { command: '/b', args: ['--app', 'X'] };
        const order = { place: json, name: 'patchbay', entry, isOurs: true };
        const put = planChange(before, { ...order, change: 'connect' });
        if (!put.ok) throw new Error(put.error.code);
        expect(keepsEveryByte(before, put.value.text)).toBe(true);
        const out = planChange(put.value.text, { ...order, change: 'disconnect' });
        // Without ours it says what it said; what was made around it may stay, empty.
        const left = entriesIn(out.ok ? out.value.text : '', json);
        expect(left).toEqual(entriesIn(before, json));
      },
    ),
    { numRuns: 400 },
  );
});
