import type { Caution } from '../../shared/domain/caution.ts';
import { skeletonOf } from './names.ts';
import { cautionAt } from './scan-item.ts';
import type { PlacedText } from './texts-of-item.ts';

/** A server as the others see it. */
export interface Neighbour {
  readonly name: string;
  readonly title: string;
  /** In front of its tools, for apps. */
  readonly handle: string;
  readonly tools: readonly string[];
}

/** What one looks at in a server's tools because of the servers beside it. */
export interface Beside {
  /** Tools of others by how their names look. */
  readonly bySkeleton: ReadonlyMap<string, readonly Named[]>;
  /** Tools of others by names that mean nothing else. */
  readonly byName: ReadonlyMap<string, Named>;
  readonly others: readonly Neighbour[];
}

interface Named {
  readonly tool: string;
  readonly server: Neighbour;
}

/** Names that are no everyday words: of two parts at least. */
const isDistinct = (name: string): boolean => name.length >= 8 && /[_-]|[a-z][A-Z]/.test(name);

/** What is beside one server. */
export function besideOf(own: string, servers: readonly Neighbour[]): Beside {
  const others = servers.filter(({ name }) => name !== own);
  const mine = new Set(servers.find(({ name }) => name === own)?.tools);
  const bySkeleton = new Map<string, Named[]>();
  const byName = new Map<string, Named>();
  for (const server of others) {
    for (const tool of server.tools) {
      const skeleton = skeletonOf(tool);
      bySkeleton.set(skeleton, [...(bySkeleton.get(skeleton) ?? []), { tool, server }]);
      if (isDistinct(tool) && !mine.has(tool)) byName.set(tool, { tool, server });
      byName.set(`${server.handle}_${tool}`, { tool, server });
    }
  }
  return { bySkeleton, byName, others };
}

/**
 * What in a tool is worth a look because of the others. The very same name is none: many servers have
 * a `search`, and apps tell them apart by their handles.
 */
export function scanBeside(
  tool: string,
  texts: readonly PlacedText[],
  beside: Beside,
): readonly Caution[] {
  const item = { list: 'tools' as const, name: tool };
  const whole = { start: 0, end: tool.length };
  const named = { place: 'name', text: tool };
  const found: Caution[] = [];
  const alike = beside.bySkeleton.get(skeletonOf(tool)) ?? [];
  const twin = alike.some((one) => one.tool === tool)
    ? undefined
    : alike.find((one) => looksLike(one.tool, tool));
  if (twin !== undefined) {
    found.push({ ...cautionAt(item, 'confusable-name', named, whole), other: twin.server.title });
  }
  const claimed = beside.byName.get(tool);
  if (claimed !== undefined && claimed.tool !== tool) {
    const { title } = claimed.server;
    found.push({ ...cautionAt(item, 'claims-other-server', named, whole), other: title });
  }
  return [...found, ...mentions(item, texts, beside)];
}

// Another way to part the words of a name is no disguise.
function looksLike(one: string, other: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return plain(one) !== plain(other);
}

function mentions(
  item: Pick<Caution, 'list' | 'name'>,
  texts: readonly PlacedText[],
  { byName, others }: Beside,
): readonly Caution[] {
  for (const placed of texts) {
    for (const match of placed.text.matchAll(/[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*/gu)) {
      const named = byName.get(match[0]);
      if (named === undefined || placed.place === 'name') continue;
      const spot = { start: match.index, end: match.index + match[0].length };
      const caution = cautionAt(item, 'mentions-other-server', placed, spot);
      return [{ ...caution, other: named.server.title }];
    }
    for (const { title } of others) {
      const start = directedAt(placed.text, title);
      if (start === undefined) continue;
      const spot = { start, end: start + title.length };
      const caution = cautionAt(item, 'mentions-other-server', placed, spot);
      return [{ ...caution, other: title }];
    }
  }
  return [];
}

/** Where a text tells what to do with the server of that title; a title alone is often a service. */
function directedAt(text: string, title: string): number | undefined {
  if (title.length < 4) return undefined;
  const at = text.toLowerCase().indexOf(title.toLowerCase());
  if (at === -1) return undefined;
  const near = text.slice(Math.max(0, at - 50), at + title.length + 30);
  const tells =
    /\b(?:instead of|rather than|before (?:using|calling)|after (?:using|calling)|do not use|don['’]t use|never use|replaces?)\b/i;
  const isServer = /\b(?:server|tools?|mcp)\b/i;
  return tells.test(near) && isServer.test(near) ? at : undefined;
}
