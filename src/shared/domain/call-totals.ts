import { holdsWords, wordsOf } from '../util/search-words.ts';
import type { CallDoor, CallFilter, CallRecord } from './call-record.ts';

/** Calls of one app, server or tool together. */
export interface CallTotal {
  /** What tells it from others. */
  readonly key: string;
  readonly door: CallDoor;
  readonly app: string;
  readonly server: string;
  readonly item: string;
  readonly calls: number;
  readonly notOk: number;
  /** Together, ms. */
  readonly durationMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** By what calls are counted together. */
export type CallGrouping = 'app' | 'server' | 'tool';

/** Whether a call is one of those meant. */
export function callMatcher({
  search,
  outcome,
  server,
}: CallFilter): (call: CallRecord) => boolean {
  const words = wordsOf(search);
  return (call) => {
    if (server !== undefined && call.server !== server) return false;
    if (outcome !== undefined && (call.outcome === 'ok') !== (outcome === 'ok')) return false;
    return holdsWords(`${call.app}\n${call.server}\n${call.item}`, words);
  };
}

/** Calls counted together, the most used first. */
export function callTotals(calls: readonly CallRecord[], by: CallGrouping): readonly CallTotal[] {
  const totals = new Map<string, CallTotal>();
  for (const call of calls) {
    const key = totalKey(call, by);
    const known = totals.get(key);
    const { door, app, server, item } = call;
    totals.set(key, {
      ...(known ?? { key, door, app, server, item }),
      calls: (known?.calls ?? 0) + 1,
      notOk: (known?.notOk ?? 0) + (call.outcome === 'ok' ? 0 : 1),
      durationMs: (known?.durationMs ?? 0) + call.durationMs,
      bytesIn: (known?.bytesIn ?? 0) + call.bytesIn,
      bytesOut: (known?.bytesOut ?? 0) + call.bytesOut,
    });
  }
  return [...totals.values()].sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1));
}

function totalKey({ door, app, server, method, item }: CallRecord, by: CallGrouping): string {
  if (by === 'app') return JSON.stringify([door, app]);
  return by === 'server' ? server : JSON.stringify([server, method, item]);
}
