import { jsonObjectSchema } from '../../../shared/domain/catalog.ts';
import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { isObject } from '../../../shared/util/is-object.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Gateway } from '../gateway-port.ts';
import type { AppHello } from '../app-hello.ts';
import type { Offer, OfferedItem } from '../offer.ts';
import { callKinds, findToolsName, isCallTool, kindOf, searchTools } from './search-tools.ts';
import type { ToolIndex } from './tool-index.ts';

/** What a search is made with. */
export interface ToolSearchDeps {
  /** Whether an app is given search instead of the list. */
  readonly wants: (hello: AppHello) => boolean;
  /** Told when that may be another. */
  readonly onWants: (listener: () => void) => Disposable;
  readonly index: (
    tools: readonly { name: string; own: string; server: string; item: JsonObject }[],
  ) => Promise<ToolIndex>;
}

const defaultLimit = 8;
const maxLimit = 25;

/**
 * The gateway, with four tools in the place of all for apps that want that: one that finds, and three
 * that call what was found. What is called, recorded and answered is the tool itself, as ever. An app
 * that asked for one server is given that server's own list.
 */
export function withToolSearch(gateway: Gateway, deps: ToolSearchDeps): Gateway {
  const indexes = new WeakMap<Offer, Promise<ToolIndex>>();
  const isSearching = (hello: AppHello): boolean => hello.server === undefined && deps.wants(hello);

  const indexOf = (offer: Offer): Promise<ToolIndex> => {
    const known = indexes.get(offer) ?? deps.index([...offer.tools].map(findable));
    indexes.set(offer, known);
    return known;
  };

  const find = async (hello: AppHello, args: JsonObject): Promise<JsonObject> => {
    const { query, limit = defaultLimit } = args;
    if (typeof query !== 'string' || query.trim() === '') {
      return failed('Say in "query" what the tool is to do.');
    }
    const offer = await gateway.offerFor(hello);
    const count = Math.min(maxLimit, Math.max(1, Number(limit) || defaultLimit));
    const names = (await indexOf(offer)).find(query, count);
    const tools = names.flatMap((name) => {
      const item = offer.tools.get(name);
      return item === undefined ? [] : [foundTool(name, item)];
    });
    const text = tools.length === 0 ? 'No tool fits. Try other words.' : JSON.stringify({ tools });
    return { content: [{ type: 'text', text }] };
  };

  return {
    ...gateway,
    async offerFor(hello) {
      const offer = await gateway.offerFor(hello);
      return isSearching(hello) ? { ...offer, tools: searchTools(offer) } : offer;
    },
    async callTool(hello, params, options) {
      if (!isSearching(hello)) return gateway.callTool(hello, params, options);
      const args = jsonObjectSchema.safeParse(params['arguments'] ?? {}).data ?? {};
      if (params.name === findToolsName) return ok(await find(hello, args));
      // What is not listed is not callable, whatever a server calls its tools.
      if (!isCallTool(params.name)) return err({ kind: 'unknown', name: params.name });
      const { name, arguments: given = {} } = args;
      const tool =
        typeof name === 'string' ? (await gateway.offerFor(hello)).tools.get(name) : undefined;
      if (typeof name !== 'string' || tool === undefined) {
        return ok(failed(`There is no such tool. ${findToolsName} tells the names.`));
      }
      const right = callKinds[kindOf(tool.item)];
      if (right !== params.name) return ok(failed(`Call this tool with ${right}.`));
      if (!isObject(given)) return ok(failed('"arguments" is an object.'));
      return gateway.callTool(hello, { ...params, name, arguments: given }, options);
    },
    follow(hello, changed) {
      let was = isSearching(hello);
      const look = (): void => {
        if (isSearching(hello) === was) return;
        was = !was;
        changed(['tools']);
      };
      const following = [gateway.follow(hello, changed), deps.onWants(look)];
      return { [Symbol.dispose]: () => following.forEach((one) => one[Symbol.dispose]()) };
    },
    [Symbol.dispose]: () => gateway[Symbol.dispose](),
  };
}

const findable = ([name, { own, server, item }]: readonly [string, OfferedItem]) => ({
  name,
  own,
  server,
  item,
});

function foundTool(name: string, { item }: OfferedItem): JsonObject {
  const { title, description, inputSchema } = item;
  const callWith = callKinds[kindOf(item)];
  return { name, callWith, ...(title !== undefined && { title }), description, inputSchema };
}

const failed = (text: string): JsonObject => ({
  content: [{ type: 'text', text }],
  isError: true,
});
