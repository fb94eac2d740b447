import type { RJSFSchema } from '@rjsf/utils';

/** How many fields a form shows at first, and how many more each time it is asked. */
export const stepFields = 60;

/** The beginning of a form. */
export interface ShownPart {
  readonly schema: RJSFSchema;
  /** Fields at the top of the form that are not in it. */
  readonly left: number;
}

/** How many fields the form draws for a planned schema, itself included. */
export function fieldsIn(schema: RJSFSchema): number {
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.oneOf ?? []),
    ...(typeof schema.items === 'object' && !Array.isArray(schema.items) ? [schema.items] : []),
  ];
  return inner.reduce<number>((sum, one) => sum + (typeof one === 'object' ? fieldsIn(one) : 1), 1);
}

/**
 * The form with the properties that make its first `count` fields, and those in `wanted` wherever
 * they stand, so that whatever is wrong can be seen.
 */
export function shownPart(
  schema: RJSFSchema,
  count: number,
  wanted: ReadonlySet<string>,
): ShownPart {
  const all = Object.entries(schema.properties ?? {});
  let used = 0;
  const shown = all.filter(([key, field]) => {
    const isRoom = used < count;
    used += typeof field === 'object' ? fieldsIn(field) : 1;
    return isRoom || wanted.has(key);
  });
  if (shown.length === all.length) return { schema, left: 0 };
  const names = new Set(shown.map(([key]) => key));
  return {
    schema: {
      ...schema,
      properties: Object.fromEntries(shown),
      required: (schema.required ?? []).filter((key) => names.has(key)),
    },
    left: all.length - shown.length,
  };
}
