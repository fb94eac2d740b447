import type { JsonObject } from '../../shared/domain/catalog.ts';
import { isObject } from '../../shared/util/is-object.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';

/** Keywords of JSON Schema (2020-12) that say something about several properties of an object at once. */
const across = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
];

/**
 * A tool as an app is shown it that cannot set these arguments; undefined where the tool does not name
 * one of them among its properties. What the schema says of several arguments together is left out
 * where it names one of them: the server still checks it.
 */
export function withoutFixed(item: JsonObject, fixed: JsonObject): JsonObject | undefined {
  const { inputSchema } = item;
  const properties = isObject(inputSchema) ? inputSchema['properties'] : undefined;
  if (!isObject(inputSchema) || !isObject(properties)) return undefined;
  const names = Object.keys(fixed);
  if (!names.every((name) => Object.hasOwn(properties, name))) return undefined;
  const isOpen = ([name]: readonly [string, unknown]): boolean => !Object.hasOwn(fixed, name);
  const isAbout = (value: unknown): boolean => {
    const text = JSON.stringify(value);
    return names.some((name) => text.includes(JSON.stringify(name)));
  };
  const { required } = inputSchema;
  const kept = Object.entries(inputSchema).filter(
    ([keyword, value]) => !across.includes(keyword) || !isAbout(value),
  );
  return {
    ...item,
    inputSchema: {
      ...Object.fromEntries(kept),
      properties: Object.fromEntries(Object.entries(properties).filter(isOpen)),
      ...(Array.isArray(required) && {
        required: required.filter((name) => !names.includes(String(name))),
      }),
    },
  };
}

/**
 * The params of a call with what is set for the app. An app that sends a value of its own for such an
 * argument, or arguments that are no object, is refused: neither is what a person stated.
 */
export function withFixed(
  params: JsonObject,
  fixed: JsonObject | undefined,
): Result<JsonObject, 'argument-set'> {
  if (fixed === undefined) return ok(params);
  const given = params['arguments'] ?? {};
  if (!isObject(given)) return err('argument-set');
  if (Object.keys(fixed).some((name) => Object.hasOwn(given, name))) return err('argument-set');
  return ok({ ...params, arguments: { ...given, ...fixed } });
}
