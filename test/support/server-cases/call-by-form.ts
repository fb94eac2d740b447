import { cleanArguments } from '../../../src/renderer/src/features/tools/schema/clean-arguments.ts';
import { planForm } from '../../../src/renderer/src/features/tools/schema/form-schema.ts';
import { initialData } from '../../../src/renderer/src/features/tools/schema/initial-data.ts';
import { placeRemarks } from '../../../src/renderer/src/features/tools/schema/place-remarks.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import { checkValue } from '../../../src/shared/json-schema/check-value.ts';

/** What a form lets through, or why not. */
export type FormArguments =
  | { readonly kind: 'sent'; readonly args: JsonObject }
  | { readonly kind: 'refused'; readonly why: string };

/** The arguments a tool's form makes of what was typed, the rest of it untouched. */
export function argumentsByForm(inputSchema: JsonObject, typed: JsonObject): FormArguments {
  const plan = planForm(inputSchema);
  if (plan.kind === 'json-only') return { kind: 'refused', why: 'JSON only' };
  const preset = initialData(plan.schema) as JsonObject;
  const args = cleanArguments(plan.schema, { ...preset, ...typed });
  const problems = checkValue(inputSchema, args) ?? [];
  if (problems.length === 0) return { kind: 'sent', args };
  const { atFields, above } = placeRemarks(plan.schema, args, problems);
  const fields = atFields.map(({ path }) => path.join('.')).toSorted();
  const why = above.length > 0 ? 'refused above' : `refused at ${fields.join(', ')}`;
  return { kind: 'refused', why };
}
