import type { RJSFSchema } from '@rjsf/utils';

import { isObject } from '../../../../../shared/util/is-object.ts';
import { own } from '../../../../../shared/util/own.ts';
import { isPlain } from './form-parts.ts';

/** The variants of a planned part; null when it has none. */
export function optionsIn(schema: RJSFSchema): readonly RJSFSchema[] | null {
  if (!Array.isArray(schema.oneOf)) return null;
  const options = schema.oneOf.filter((option) => typeof option === 'object');
  return options.length === 0 ? null : options;
}

/** The variant a value belongs to: by its constants, then by its kind, then by the fields it has. */
export function optionFor(options: readonly RJSFSchema[], value: unknown): RJSFSchema {
  const ranked = options.map((option) => ({ option, rank: rankOf(option, value) }));
  const best = ranked.reduce((one, other) => (other.rank > one.rank ? other : one));
  return best.option;
}

function rankOf(option: RJSFSchema, value: unknown): number {
  if (!isObject(value)) return isOfType(option, value) ? 1 : 0;
  const properties = Object.entries(option.properties ?? {});
  let rank = option.type === 'object' ? 1 : 0;
  for (const [key, inner] of properties) {
    const held = own(value, key);
    if (held === undefined || typeof inner !== 'object') continue;
    if (inner.const === undefined) rank += 1;
    else rank += inner.const === held ? 1_000 : -1_000;
  }
  return rank;
}

function isOfType({ type }: RJSFSchema, value: unknown): boolean {
  if (type === 'integer' || type === 'number') return typeof value === 'number';
  return Array.isArray(value) ? type === 'array' : type === typeof value;
}

/** How a variant is called: by its title, its constants, what it needs, or its type and number. */
export function optionTitle(option: RJSFSchema, index: number): string {
  if (option.title !== undefined && option.title !== '') return option.title;
  const inner = Object.values(option.properties ?? {});
  const constants = inner.flatMap((one) =>
    typeof one === 'object' && isPlain(one.const) ? [String(one.const)] : [],
  );
  if (constants.length > 0) return constants.join(' · ');
  const needed = option.required ?? [];
  if (needed.length > 0) return needed.slice(0, 3).join(', ');
  return `${String(option.type)} ${String(index + 1)}`;
}
