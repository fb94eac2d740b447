import type { AppRights, ToolRight } from '../../../../shared/domain/app-rights.ts';
import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { isToolName } from '../../../../shared/domain/tool-name.ts';
import { isObject } from '../../../../shared/util/is-object.ts';

type Tools = AppRights['tools'];

/** The stated servers, and of the stated tools those of servers that still are stated. */
export function withServers(
  tools: Tools,
  servers: readonly string[],
): Pick<AppRights, 'servers' | 'tools'> {
  const named = new Set(servers);
  return { servers: [...named], tools: tools.filter(({ server }) => named.has(server)) };
}

/** The same with other tools of one server; undefined: all that it has. */
export function withToolsOf(
  tools: Tools,
  server: string,
  stated: readonly ToolRight[] | undefined,
): Tools {
  const others = tools.filter((one) => one.server !== server);
  return stated === undefined ? others : [...others, { server, tools: [...stated] }];
}

/** The stated tools with one of them in another way, or without it. */
export function withTool(
  stated: readonly ToolRight[],
  tool: string,
  right: ToolRight | undefined,
): readonly ToolRight[] {
  const at = stated.findIndex((one) => one.tool === tool);
  if (right === undefined) return stated.filter((one) => one.tool !== tool);
  return at < 0 ? [...stated, right] : stated.with(at, right);
}

/** An argument a tool takes, by its schema. */
export interface Argument {
  readonly name: string;
  readonly isText: boolean;
}

/** The arguments a tool names among its properties. */
export function argumentsOf(inputSchema: unknown): readonly Argument[] {
  const properties = isObject(inputSchema) ? inputSchema['properties'] : undefined;
  if (!isObject(properties)) return [];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    isText: isObject(schema) && schema['type'] === 'string',
  }));
}

/** A value as it is typed: a text as it is, everything else as JSON. */
export const typedOf = (value: unknown, { isText }: Pick<Argument, 'isText'>): string =>
  isText && typeof value === 'string' ? value : JSON.stringify(value);

/** What was typed as a value; undefined where it is none. */
export function valueOf(typed: string, { isText }: Pick<Argument, 'isText'>): unknown {
  if (isText) return typed;
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return undefined;
  }
}

/** The right with an argument set, or, with `undefined`, left to the app. */
export function withArgument(right: ToolRight, name: string, value: unknown): ToolRight {
  const { fixed = {}, ...rest } = right;
  const others = Object.entries(fixed).filter(([other]) => other !== name);
  const next: JsonObject = Object.fromEntries(
    value === undefined ? others : [...others, [name, value]],
  );
  return Object.keys(next).length === 0 ? rest : { ...rest, fixed: next };
}

/** Whether every name a person gave is one, and no two tools have the same. */
export function areNamesRight(tools: Tools): boolean {
  const names = tools.flatMap((one) => one.tools.flatMap(({ name }) => name ?? []));
  return names.every(isToolName) && new Set(names).size === names.length;
}
