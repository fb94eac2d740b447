import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { isObject } from '../../../shared/util/is-object.ts';
import type { Offer, OfferedItem } from '../offer.ts';

/** The tool that finds others. */
export const findToolsName = 'find_tools';

/** How much a tool may change, by its own word (MCP, tool annotations). */
export type ToolKind = 'read' | 'write' | 'destructive';

/** The tool that calls those of each kind. */
export const callKinds: Readonly<Record<ToolKind, string>> = {
  read: 'call_read_tool',
  write: 'call_write_tool',
  destructive: 'call_destructive_tool',
};

/** Whether a name is that of a tool that calls others. */
export const isCallTool = (name: string): boolean => Object.values(callKinds).includes(name);

/** What kind a tool says it is; one that says nothing may destroy, as the protocol has it. */
export function kindOf({ annotations }: JsonObject): ToolKind {
  const hints = isObject(annotations) ? annotations : {};
  if (hints['readOnlyHint'] === true) return 'read';
  return hints['destructiveHint'] === false ? 'write' : 'destructive';
}

const shownServers = 40;

/** The tools an app that searches is given in the place of all. */
export function searchTools({ servers, tools }: Offer): ReadonlyMap<string, OfferedItem> {
  const names = [...servers.keys()];
  const some = names.slice(0, shownServers).join(', ');
  const more =
    names.length > shownServers ? ` and ${String(names.length - shownServers)} more` : '';
  const found = `Finds tools among the ${String(tools.size)} of these servers: ${some}${more}. Say in a few words what is to be done; the answer names the tools, what they take, and how to call them.`;
  const items: readonly JsonObject[] = [
    {
      name: findToolsName,
      title: 'Find tools',
      description: found,
      inputSchema: {
        type: 'object',
        properties: {
          query: { type: 'string', description: 'What is to be done, e.g. "create an issue"' },
          limit: { type: 'integer', minimum: 1, maximum: 25 },
        },
        required: ['query'],
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    callItem('read', 'only reads', { readOnlyHint: true }),
    callItem('write', 'changes things and destroys nothing', {
      readOnlyHint: false,
      destructiveHint: false,
    }),
    callItem('destructive', 'may change or destroy things', {
      readOnlyHint: false,
      destructiveHint: true,
    }),
  ];
  return new Map(
    items.map((item): [string, OfferedItem] => {
      const own = String(item['name']);
      return [own, { server: 'patchbay', handle: 'patchbay', own, item, raw: item }];
    }),
  );
}

function callItem(kind: ToolKind, does: string, annotations: JsonObject): JsonObject {
  return {
    name: callKinds[kind],
    title: `Call a tool that ${does}`,
    description: `Calls a tool that ${does}, by the name ${findToolsName} gave it.`,
    inputSchema: {
      type: 'object',
      properties: {
        name: { type: 'string', description: `A name that ${findToolsName} gave` },
        arguments: { type: 'object', description: 'What the tool takes' },
      },
      required: ['name'],
    },
    annotations,
  };
}
