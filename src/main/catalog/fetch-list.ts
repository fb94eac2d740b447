import type { CatalogKind, CatalogNotice, JsonObject } from '../../shared/domain/catalog.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ListPage, Session, SessionOutcome } from '../sessions/session.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ListLimits } from './catalog-limits.ts';
import { checkItem, harmless, keyOfItem } from './check-item.ts';
import type { CatalogEntry, CatalogItems } from './catalog-entry.ts';

/** A list as far as it could be read, and what was left out. */
export interface ListRead<T> {
  readonly entries: readonly CatalogEntry<T>[];
  /** What else the answer with the first page held; absent when it was nothing or too much. */
  readonly rest?: JsonObject;
  readonly notices: readonly CatalogNotice[];
}

/** The part of a session that lists are read from. */
export type ListSource = Pick<Session, 'listPage'>;

/**
 * Reads one list page by page within the limits and checks every entry. When a later page fails,
 * what was read before it is kept and a notice says so; when the first one fails, its outcome is
 * the error. An empty page and an empty cursor are valid; a cursor that comes again ends the list.
 * An abort is the outcome `aborted`, whatever was read.
 */
export async function fetchList<K extends CatalogKind>(
  source: ListSource,
  kind: K,
  options: { readonly clock: Clock; readonly limits: ListLimits },
  signal: AbortSignal,
): Promise<Result<ListRead<CatalogItems[K]>, SessionOutcome>> {
  const { clock, limits } = options;
  const reader = new ListReader(kind, limits);
  const outOfTime = new AbortController();
  const timer = clock.schedule(limits.maxDurationMs, () => outOfTime.abort());
  const combined = AbortSignal.any([signal, outOfTime.signal]);
  try {
    let cursor: string | undefined;
    for (let page = 1; ; page += 1) {
      const answer = await source.listPage(kind, cursor, combined);
      if (signal.aborted) return err({ kind: 'aborted' });
      if (!answer.ok) {
        const failure: SessionOutcome = outOfTime.signal.aborted
          ? { kind: 'timed-out', phase: 'listing', afterMs: limits.maxDurationMs }
          : answer.error;
        if (page === 1) return err(failure);
        return ok(reader.end(outOfTime.signal.aborted ? 'time-cap' : 'list-failed', failure.kind));
      }
      const next = reader.take(answer.value, page);
      if (next.done) return ok(reader.end(next.because));
      if (outOfTime.signal.aborted) return ok(reader.end('time-cap'));
      cursor = next.cursor;
    }
  } finally {
    timer[Symbol.dispose]();
  }
}

/** Of what an answer holds beside its entries. */
const maxRestBytes = 65_536;

type Step =
  | { readonly done: false; readonly cursor: string }
  | { readonly done: true; readonly because?: CatalogNotice['reason'] };

class ListReader<K extends CatalogKind> {
  readonly #kind: K;
  readonly #limits: ListLimits;
  readonly #entries = new Map<string, CatalogEntry<CatalogItems[K]>>();
  /** On which page each entry came first. */
  readonly #pages = new Map<string, number>();
  #rest: JsonObject | undefined;
  #isRestLeftOut = false;
  readonly #cursors = new Set<string>();
  #bytes = 0;
  #leftOut = 0;

  constructor(kind: K, limits: ListLimits) {
    this.#kind = kind;
    this.#limits = limits;
  }

  take({ items, nextCursor, rest }: ListPage, page: number): Step {
    if (page === 1) this.#keepRest(rest);
    const before = this.#entries.size;
    for (const raw of items) {
      const cap = this.#add(raw, page);
      if (cap !== undefined) return { done: true, because: cap };
    }
    if (nextCursor === undefined) return { done: true };
    if (this.#entries.size >= this.#limits.maxItems) return { done: true, because: 'item-cap' };
    if (page >= this.#limits.maxPages) return { done: true, because: 'page-cap' };
    if (this.#cursors.has(nextCursor)) {
      // A page that comes again and brings nothing new was the last one.
      return this.#entries.size === before
        ? { done: true }
        : { done: true, because: 'cursor-loop' };
    }
    this.#cursors.add(nextCursor);
    return { done: false, cursor: nextCursor };
  }

  #add(raw: JsonObject, page: number): 'item-cap' | 'byte-cap' | undefined {
    const checked = checkItem(this.#kind, raw);
    const firstPage = checked && this.#pages.get(keyOfItem(checked.item));
    if (checked === undefined || firstPage !== undefined) {
      // What an earlier page had already is no loss.
      if (firstPage === undefined || firstPage === page) this.#leftOut += 1;
      return undefined;
    }
    if (this.#entries.size >= this.#limits.maxItems) return 'item-cap';
    if (this.#bytes + checked.bytes > this.#limits.maxBytes) return 'byte-cap';
    this.#bytes += checked.bytes;
    this.#entries.set(keyOfItem(checked.item), { item: checked.item, raw: checked.raw });
    this.#pages.set(keyOfItem(checked.item), page);
    return undefined;
  }

  #keepRest(rest: JsonObject): void {
    const kept = harmless(rest);
    if (kept === undefined || kept.bytes > maxRestBytes) this.#isRestLeftOut = true;
    else if (Object.keys(kept.value).length > 0) this.#rest = kept.value;
  }

  end(because?: CatalogNotice['reason'], detail?: string): ListRead<CatalogItems[K]> {
    const kind = this.#kind;
    const notices: CatalogNotice[] = [];
    if (this.#leftOut > 0) notices.push({ kind, reason: 'invalid-items', count: this.#leftOut });
    if (because !== undefined) {
      notices.push({ kind, reason: because, ...(detail !== undefined && { detail }) });
    }
    if (this.#isRestLeftOut) notices.push({ kind, reason: 'byte-cap', detail: '_meta' });
    const entries = [...this.#entries.values()];
    return { entries, notices, ...(this.#rest && { rest: this.#rest }) };
  }
}
