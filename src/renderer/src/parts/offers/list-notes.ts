import type { Catalog, CatalogNotice } from '../../../../shared/domain/catalog.ts';

/** A sentence about a list that is not whole. */
export interface ListNote {
  readonly key: 'note.failed' | 'note.cut' | 'note.leftOut';
  readonly params: { readonly count: number; readonly detail: string };
}

/**
 * What is said on a tab about its lists: that one failed, that it was cut, that entries were left
 * out. Each once, though a tab may show two lists.
 */
export function listNotes(notices: Catalog['notices'], tab: string): readonly ListNote[] {
  const own = notices.filter(
    ({ kind }) => kind === tab || (tab === 'resources' && kind === 'resourceTemplates'),
  );
  const keys = new Map<ListNote['key'], ListNote>();
  for (const notice of own) {
    const key = keyOf(notice);
    const count = (keys.get(key)?.params.count ?? 0) + (notice.count ?? 0);
    keys.set(key, {
      key,
      params: { count, detail: keys.get(key)?.params.detail ?? notice.detail ?? '' },
    });
  }
  return [...keys.values()];
}

function keyOf({ reason }: CatalogNotice): ListNote['key'] {
  if (reason === 'list-failed') return 'note.failed';
  return reason === 'invalid-items' ? 'note.leftOut' : 'note.cut';
}
