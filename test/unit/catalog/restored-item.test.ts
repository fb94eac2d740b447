import fc from 'fast-check';
import { expect, test } from 'vitest';

import { checkItem, restoredItem } from '../../../src/main/catalog/check-item.ts';
import { catalogKindSchema } from '../../../src/shared/domain/catalog.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';

const value = fc.oneof(
  fc.constant(undefined),
  fc.constant(''),
  fc.string({ maxLength: 20 }),
  fc.constant('x'.repeat(9_000)),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.record({ type: fc.constant('object') }),
);
const keys = ['name', 'uri', 'uriTemplate', 'title', 'description', 'inputSchema', 'outputSchema'];
const more = ['annotations', 'arguments', 'mimeType', 'size', '_meta'];
const raws = fc.record(Object.fromEntries([...keys, ...more].map((key) => [key, value])), {
  requiredKeys: [],
});

test.each(catalogKindSchema.options)(
  'an entry of %s is restored as it was checked, or left out alike',
  (kind) => {
    fc.assert(
      fc.property(raws, (raw) => {
        const checked = checkItem(kind, raw as JsonObject);
        const restored = restoredItem(kind, raw as JsonObject);
        expect(restored?.item).toEqual(checked?.item);
        expect(restored?.raw).toEqual(checked?.raw);
      }),
      { numRuns: 400 },
    );
  },
);

test('is written as one that was fetched, so that a list is not taken for another', () => {
  const raw = { name: 'a', inputSchema: { type: 'object' }, title: 'A' };
  const { item, raw: sent } = checkItem('tools', raw) ?? {};
  expect(JSON.stringify(restoredItem('tools', raw))).toBe(JSON.stringify({ item, raw: sent }));
});
