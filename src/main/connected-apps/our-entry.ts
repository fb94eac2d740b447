import { isBridgePath } from '../apps/bridge-path.ts';
import type { ConnectWay, EntryTemplate } from '../apps/known-app.ts';
import { formatOf } from '../apps/known-app.ts';
import type { ServersPlace } from './edit/config-edit.ts';
import type { PlainValue } from './edit/plain-value.ts';
import { entriesOf, itemsOf } from './edit/plain-value.ts';

/** The program an app starts to reach Patchbay. */
export interface BridgeProgram {
  readonly command: string;
  /** Before what says who the app is. */
  readonly args: readonly string[];
}

/** What our entry is called in an app's file. */
export const entryName = (way: Pick<ConnectWay, 'in'>): string =>
  way.in === 'list' ? 'Patchbay' : 'patchbay';

/** Where our entry goes in a file of that way. */
export const serversPlaceOf = (way: ConnectWay, path: string): ServersPlace => ({
  format: formatOf(path),
  at: way.at,
  in: way.in,
  json: way.json ?? 'with-both',
});

/** Our entry in the words of an app, which is called `title`. */
export function ourEntry(
  template: EntryTemplate,
  { command, args }: BridgeProgram,
  title: string,
): Readonly<Record<string, unknown>> {
  const all = [...args, '--app', title];
  const filled = new Map<unknown, unknown>([
    ['$name', 'Patchbay'],
    ['$command', command],
    ['$args', all],
    ['$argv', [command, ...all]],
  ]);
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, filled.get(value) ?? value]),
  );
}

/** Every word of an entry: its texts, and those of its lists. */
export function wordsOf(entry: PlainValue): readonly string[] {
  return (entriesOf(entry) ?? [])
    .flatMap(([, value]) => (typeof value === 'string' ? [value] : (itemsOf(value) ?? [])))
    .filter((word) => typeof word === 'string');
}

/** Whether an entry starts a bridge of Patchbay's, wherever that one lies. */
export const startsBridge = (entry: PlainValue): boolean => wordsOf(entry).some(isBridgePath);
