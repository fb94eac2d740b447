import { expect, test } from 'vitest';
import { z } from 'zod';

import { contract } from '../../../src/shared/contract/contract.ts';

/** Names under which a secret could travel. */
const secretNames = /secret|password|passphrase|token|credential|apikey|^key$|^value$/i;

/**
 * Names that look like a secret's: an address, a way of sending, the two places of a shown value, which says
 * whether a secret is set and has no room for it, and what is known about the tokens of apps.
 */
const harmless = new Set(['tokenUrl', 'tokenMethod', 'clientSecret', 'key', 'token', 'tokens']);

/** The one answer that holds a secret: one that was just made, for a person to hand to an app. */
const shownOnce = new Map([['contract.gateway.createToken', 'secret']]);

interface Procedure {
  readonly '~orpc': { readonly outputSchema?: unknown };
}

function procedures(node: unknown, path: string): [string, Procedure][] {
  if (typeof node !== 'object' || node === null) return [];
  if ('~orpc' in node) return [[path, node as Procedure]];
  return Object.entries(node).flatMap(([name, child]) => procedures(child, `${path}.${name}`));
}

/** Every property name an output may have. */
function propertyNames(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const { properties, ...rest } = schema as { properties?: Record<string, unknown> };
  const own = Object.entries(properties ?? {}).flatMap(([name, child]) => [
    name,
    ...propertyNames(child, seen),
  ]);
  return [...own, ...Object.values(rest).flatMap((child) => propertyNames(child, seen))];
}

const outputs = procedures(contract, 'contract').flatMap(([path, procedure]) => {
  const schema = procedure['~orpc'].outputSchema;
  return schema instanceof z.ZodType ? [[path, schema] as const] : [];
});

test('the contract declares what every call answers', () => {
  const all = procedures(contract, 'contract');
  expect(all.length).toBeGreaterThan(30);
  for (const [path, procedure] of all) {
    expect(procedure['~orpc'].outputSchema, path).toBeDefined();
  }
});

test.each(outputs.filter(([path]) => path !== 'contract.servers.parse'))(
  '%s cannot answer with a secret',
  (path, schema) => {
    const json = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
    const suspicious = propertyNames(json).filter(
      (name) => secretNames.test(name) && !harmless.has(name) && shownOnce.get(path) !== name,
    );
    expect(suspicious).toEqual([]);
    expect(JSON.stringify(json)).not.toContain('secretId');
  },
);
