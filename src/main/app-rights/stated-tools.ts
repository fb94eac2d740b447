import type { AppRights, ToolRight } from '../../shared/domain/app-rights.ts';
import type { OfferedItem } from '../gateway/offer.ts';
import { withoutFixed } from './fixed-arguments.ts';

type Tools = ReadonlyMap<string, OfferedItem>;

/**
 * Of servers whose tools are stated only those, under the names a person gave them and without the
 * arguments that are set. A tool that does not take such an argument any more is not among them: set
 * it could not be. A name that any tool of the whole offer has is not given to another.
 */
export function statedTools(seen: Tools, stated: AppRights['tools'], all: Tools): Tools {
  if (stated.length === 0) return seen;
  const rights = new Map(
    stated.map(({ server, tools }) => [server, new Map(tools.map((one) => [one.tool, one]))]),
  );
  const left = new Map<string, OfferedItem>();
  for (const [usual, item] of seen) {
    const own = rights.get(item.server);
    const right = own === undefined ? { tool: item.own } : own.get(item.own);
    const made = right && asStated(item, right);
    if (made === undefined) continue;
    const name = freeName(usual, right, all);
    left.set(name, name === usual ? made : { ...made, item: { ...made.item, name } });
  }
  return left;
}

function asStated(item: OfferedItem, { fixed }: ToolRight): OfferedItem | undefined {
  if (fixed === undefined || Object.keys(fixed).length === 0) return item;
  const left = withoutFixed(item.item, fixed);
  return left && { ...item, item: left, fixed };
}

function freeName(usual: string, right: ToolRight | undefined, all: Tools): string {
  const wanted = right?.name;
  return wanted === undefined || all.has(wanted) ? usual : wanted;
}
