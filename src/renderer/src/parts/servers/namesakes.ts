import { hasAddress, isProgram, targetOf } from '../../../../shared/domain/transport-kind.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { folded } from '../../../../shared/util/search-words.ts';
import { hostOf } from '../../ui/host-of.ts';

/** What tells a server from others of its title. */
export type Distinction =
  | { readonly kind: 'text'; readonly text: string }
  /** Who may use it is the one thing that differs. */
  | { readonly kind: 'scope'; readonly scope: ServerView['scope'] };

const maxChars = 60;
const none: ReadonlyMap<string, Distinction> = new Map();
// The cache hangs on immutable values that a change replaces, so it can never be stale.
const known = new WeakMap<readonly ServerView[], ReadonlyMap<string, Distinction>>();

/**
 * What is shown beside the titles that several servers have, by name: the shortest that differs
 * between all of them of host or program, whole address or command, who may use it, and else the name.
 */
export function distinctions(servers: readonly ServerView[]): ReadonlyMap<string, Distinction> {
  const before = known.get(servers);
  if (before !== undefined) return before;
  const byTitle = new Map<string, ServerView[]>();
  for (const server of servers) {
    const title = folded(server.title.trim());
    const others = byTitle.get(title);
    if (others === undefined) byTitle.set(title, [server]);
    else others.push(server);
  }
  const alike = [...byTitle.values()].filter(({ length }) => length > 1);
  const found = alike.length === 0 ? none : new Map(alike.flatMap(within));
  known.set(servers, found);
  return found;
}

function within(servers: readonly ServerView[]): readonly (readonly [string, Distinction])[] {
  const say = [shortTarget, ({ transport }: ServerView) => targetOf(transport).slice(0, maxChars)];
  for (const textOf of say) {
    const texts = servers.map(textOf);
    if (new Set(texts).size === texts.length && !texts.includes('')) {
      return servers.map(({ name }, index) => [name, { kind: 'text', text: texts[index] ?? '' }]);
    }
  }
  const scopes = new Set(servers.map(({ scope }) => JSON.stringify(scope)));
  return servers.map((server) => [
    server.name,
    scopes.size === servers.length
      ? { kind: 'scope', scope: server.scope }
      : { kind: 'text', text: server.name },
  ]);
}

/** The host of an address; of a command the word that says most, which is its last that is no option. */
function shortTarget({ transport }: ServerView): string {
  if (hasAddress(transport)) return hostOf(transport.url);
  if (!isProgram(transport)) return '';
  const words = [transport.command, ...transport.args].filter((word) => !word.startsWith('-'));
  const last = words.at(-1) ?? '';
  return (last.split(/[\\/]/).findLast((part) => part !== '') ?? last).slice(0, maxChars);
}
