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

/** The servers of a profile and their tools, to be looked up by each of them. */
export interface Neighbourhood {
  readonly servers: readonly Neighbour[];
  /** Tools by how their names look. */
  readonly bySkeleton: ReadonlyMap<string, readonly Named[]>;
  /** Tools by names that mean nothing else; of several the last counts. */
  readonly byName: ReadonlyMap<string, readonly Named[]>;
}

/** What one looks at in a server's tools because of the servers beside it. */
export interface Beside extends Neighbourhood {
  readonly own: string;
  /** The server's own tools. */
  readonly mine: ReadonlySet<string>;
  readonly others: readonly Neighbour[];
}

interface Named {
  readonly tool: string;
  readonly server: Neighbour;
  /** Named as apps know it, with the server's handle in front. */
  readonly hasHandle: boolean;
}

/** Names that are no everyday words: of two parts at least. */
const isDistinct = (name: string): boolean => name.length >= 8 && /[_-]|[a-z][A-Z]/.test(name);

/** Looks at the name of each tool once, however many servers are then looked at among them. */
export function neighbourhoodOf(servers: readonly Neighbour[]): Neighbourhood {
  const bySkeleton = new Map<string, Named[]>();
  const byName = new Map<string, Named[]>();
  const add = (to: Map<string, Named[]>, name: string, named: Named): void => {
    const known = to.get(name);
    if (known === undefined) to.set(name, [named]);
    else known.push(named);
  };
  for (const server of servers) {
    for (const tool of server.tools) {
      const named = { tool, server, hasHandle: false };
      add(bySkeleton, skeletonOf(tool), named);
      if (isDistinct(tool)) add(byName, tool, named);
      add(byName, `${server.handle}_${tool}`, { ...named, hasHandle: true });
    }
  }
  return { servers, bySkeleton, byName };
}

/** What is beside one server. */
export function besideOf(own: string, around: Neighbourhood): Beside {
  return {
    ...around,
    own,
    mine: new Set(around.servers.find(({ name }) => name === own)?.tools),
    others: around.servers.filter(({ name }) => name !== own),
  };
}

/** The tool of another server that this name stands for, if any. */
function namedBy(name: string, { own, mine, byName }: Beside): Named | undefined {
  return byName
    .get(name)
    ?.findLast(({ server, hasHandle }) => server.name !== own && (hasHandle || !mine.has(name)));
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
  const alike = (beside.bySkeleton.get(skeletonOf(tool)) ?? []).filter(
    ({ server }) => server.name !== beside.own,
  );
  const twin = alike.some((one) => one.tool === tool)
    ? undefined
    : alike.find((one) => looksLike(one.tool, tool));
  if (twin !== undefined) {
    found.push({ ...cautionAt(item, 'confusable-name', named, whole), other: twin.server.title });
  }
  const claimed = namedBy(tool, beside);
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
  beside: Beside,
): readonly Caution[] {
  for (const placed of texts) {
    for (const match of placed.text.matchAll(/[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*/gu)) {
      const named = namedBy(match[0], beside);
      if (named === undefined || placed.place === 'name') continue;
      const spot = { start: match.index, end: match.index + match[0].length };
      const caution = cautionAt(item, 'mentions-other-server', placed, spot);
      return [{ ...caution, other: named.server.title }];
    }
    // Most texts direct nobody, and then no title needs to be looked for.
    if (!couldTell.test(placed.text)) continue;
    const folded = placed.text.toLowerCase();
    for (const { title } of beside.others) {
      const start = directedAt(placed.text, folded, title);
      if (start === undefined) continue;
      const spot = { start, end: start + title.length };
      const caution = cautionAt(item, 'mentions-other-server', placed, spot);
      return [{ ...caution, other: title }];
    }
  }
  return [];
}

const telling = String.raw`(?:instead of|rather than|before (?:using|calling)|after (?:using|calling)|do not use|don['’]t use|never use|replaces?)`;
const tells = new RegExp(String.raw`\b${telling}\b`, 'i');
// Of a whole text, without bounds: near a title it is cut, and a part of a word may stand alone there.
const couldTell = new RegExp(telling, 'i');

/** Where a text tells what to do with the server of that title; a title alone is often a service. */
function directedAt(text: string, folded: string, title: string): number | undefined {
  if (title.length < 4) return undefined;
  const at = folded.indexOf(title.toLowerCase());
  if (at === -1) return undefined;
  const near = text.slice(Math.max(0, at - 50), at + title.length + 30);
  const isServer = /\b(?:server|tools?|mcp)\b/i;
  return tells.test(near) && isServer.test(near) ? at : undefined;
}
