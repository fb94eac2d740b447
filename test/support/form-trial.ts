import { cleanArguments } from '../../src/renderer/src/features/tools/schema/clean-arguments.ts';
import { planForm } from '../../src/renderer/src/features/tools/schema/form-schema.ts';
import { initialData } from '../../src/renderer/src/features/tools/schema/initial-data.ts';
import { placeRemarks } from '../../src/renderer/src/features/tools/schema/place-remarks.ts';
import { checkValue } from '../../src/shared/json-schema/check-value.ts';
import { own } from '../../src/shared/util/own.ts';

type Node = Readonly<Record<string, unknown>>;

/** What became of a tool's form when only what is needed was filled in. */
export type FormTrial =
  /** There is no form; `runs` says whether an empty object, which JSON begins with, is enough. */
  | { readonly kind: 'json-only'; readonly runs: boolean }
  | { readonly kind: 'runs'; readonly args: unknown }
  | { readonly kind: 'refused'; readonly args: unknown; readonly paths: readonly string[] };

/**
 * Fills in only the fields that a schema's top level needs, each with a value the schema itself asks
 * for, and says whether the tool could run. Remarks that would be shown nowhere count as a failure.
 */
export function tryForm(schema: Node): FormTrial {
  const plan = planForm(schema);
  if (plan.kind === 'json-only') return { ...plan, runs: checkValue(schema, {})?.length === 0 };
  const preset = initialData(plan.schema);
  const typed = typedInto(neededOf(schema), preset, schema);
  const held = { ...(preset as object), ...typed };
  const chosen = neededOf(consequenceOf(schema, held)).map(
    ([key]) => [key, own((schema['properties'] ?? {}) as Node, key)] as [string, unknown],
  );
  const args = cleanArguments(plan.schema, { ...held, ...typedInto(chosen, held, schema) });
  const problems = checkValue(schema, args) ?? [];
  const remarks = problems.map(({ path, message }) => ({ path, message }));
  const { atFields, above } = placeRemarks(plan.schema, args, remarks);
  if (atFields.length + above.length !== remarks.length) throw new Error('a remark was lost');
  if (problems.length === 0) return { kind: 'runs', args };
  return { kind: 'refused', args, paths: problems.map(({ path }) => path.join('.')) };
}

function typedInto(needed: readonly [string, unknown][], held: unknown, root: Node): Node {
  return Object.fromEntries(
    needed
      .filter(([key]) => !hasPreset(held, key))
      .map(([key, inner]) => [key, sample(inner ?? {}, root)]),
  );
}

/** What a schema asks for besides once something is chosen: the part a person sees at the field. */
function consequenceOf(schema: Node, held: unknown): Node {
  const { if: condition, then: met = {}, else: unmet = {} } = schema;
  if (condition === undefined) return {};
  return (checkValue(condition, held)?.length === 0 ? met : unmet) as Node;
}

/** Whether there is nothing left to type: a group that holds something may still need more. */
function hasPreset(preset: unknown, key: string): boolean {
  const held = own(preset as Node | undefined, key);
  return held !== undefined && typeof held !== 'object';
}

/** The fields that have to be filled in, among them those of the first variant of a whole. */
function neededOf(schema: Node): [string, unknown][] {
  const parts = [schema, first(schema['allOf']), first(schema['oneOf']), first(schema['anyOf'])];
  const properties = Object.assign({}, ...parts.map((part) => part?.['properties'])) as Node;
  const needed = parts.flatMap((part) => (part?.['required'] as string[] | undefined) ?? []);
  return [...new Set(needed)].flatMap((key) =>
    key === '__proto__' ? [] : [[key, own(properties, key) ?? {}] as [string, unknown]],
  );
}

function first(list: unknown): Node | undefined {
  return Array.isArray(list) ? (list[0] as Node) : undefined;
}

/** A value that somebody who reads the schema would type. */
function sample(raw: unknown, root: Node): unknown {
  const node = resolved(raw as Node, root);
  if ('const' in node) return node['const'];
  if (Array.isArray(node['enum'])) return node['enum'][0];
  const option = first(node['oneOf']) ?? first(node['anyOf']);
  if (option !== undefined) return sample(option, root);
  const type = Array.isArray(node['type']) ? (node['type'] as string[])[0] : node['type'];
  if (type === 'string') return sampleText(node);
  if (type === 'integer' || type === 'number') return sampleNumber(node);
  if (type === 'boolean') return true;
  if (type === 'array') return sampleList(node, root);
  if (node['properties'] === undefined) return type === 'object' ? { key: 'x' } : 'x';
  return Object.fromEntries(neededOf(node).map(([key, inner]) => [key, sample(inner, root)]));
}

function sampleList(node: Node, root: Node): unknown[] {
  if (Array.isArray(node['prefixItems']))
    return node['prefixItems'].map((one) => sample(one, root));
  return [node['items'] === undefined ? 'x' : sample(node['items'], root)];
}

function sampleText({ format }: Node): string {
  const texts = new Map<unknown, string>([
    ['uuid', '123e4567-e89b-42d3-a456-426614174000'],
    ['uri', 'https://example.org/'],
    ['email', 'ana@example.org'],
    ['date', '2026-01-31'],
    ['date-time', '2026-01-31T09:30:00Z'],
  ]);
  return texts.get(format) ?? 'text';
}

function sampleNumber({ minimum, exclusiveMinimum }: Node): number {
  const bounds = [minimum, exclusiveMinimum].filter((bound) => typeof bound === 'number');
  return Math.max(0, ...bounds) + 1;
}

function resolved(node: Node, root: Node): Node {
  const ref = node['$ref'];
  if (typeof ref !== 'string') return node;
  const steps = ref.startsWith('#/') ? ref.slice(2).split('/') : ['none'];
  const target = steps.reduce<unknown>((at, step) => own(at as Node | undefined, step), root);
  return target === undefined ? {} : resolved(target as Node, root);
}
