import { defaultListLimits } from '../../../src/main/catalog/catalog-limits.ts';
import type { ListLimits } from '../../../src/main/catalog/catalog-limits.ts';
import type { CatalogSource } from '../../../src/main/catalog/fetch-catalog.ts';
import type { ListPage, SessionOutcome } from '../../../src/main/sessions/session.ts';
import type { CatalogKind, JsonObject } from '../../../src/shared/domain/catalog.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import type { Result } from '../../../src/shared/util/result.ts';

/** A signal nobody fires. */
export const never = new AbortController().signal;

/** Answers page `page` (from 1) of a list. */
export type Pages = (
  page: number,
  cursor: string | undefined,
  signal: AbortSignal,
) => AnsweredPage | SessionOutcome | Promise<AnsweredPage | SessionOutcome>;

type AnsweredPage = Omit<ListPage, 'rest'> & Partial<Pick<ListPage, 'rest'>>;

/** A server that answers lists from functions, and remembers the cursors it was asked for. */
export function sourceOf(lists: Partial<Record<CatalogKind, Pages>>) {
  const cursors: (string | undefined)[] = [];
  const asked: CatalogKind[] = [];
  const pages = new Map<CatalogKind, number>();
  const source: CatalogSource = {
    info: { offers: Object.keys(lists) as CatalogKind[] },
    probe: () => Promise.resolve(ok(undefined)),
    async listPage(kind, cursor, signal): Promise<Result<ListPage, SessionOutcome>> {
      asked.push(kind);
      cursors.push(cursor);
      const page = (pages.get(kind) ?? 0) + 1;
      pages.set(kind, page);
      const answer = await lists[kind]?.(page, cursor, signal);
      if (answer === undefined) return err({ kind: 'internal', detail: 'not offered' });
      return 'items' in answer ? ok({ rest: {}, ...answer }) : err(answer);
    },
  };
  return { source, cursors, asked };
}

/** Tools with these names. */
export function tools(...names: string[]): JsonObject[] {
  return names.map((name) => ({ name, inputSchema: { type: 'object' } }));
}

/** `count` tools, numbered from `from`. */
export function manyTools(count: number, from = 0): JsonObject[] {
  return tools(...Array.from({ length: count }, (_, index) => `t${from + index}`));
}

/** The default limits with changes. */
export function limitsOf(change: Partial<ListLimits> = {}): ListLimits {
  return { ...defaultListLimits, ...change };
}
