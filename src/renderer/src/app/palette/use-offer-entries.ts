import { useEffect, useState } from 'react';

import type { CatalogKind } from '../../../../shared/domain/catalog.ts';
import { showItem } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import type { WindowParts } from '../../host/window-context.tsx';
import type { PaletteEntry } from './entry.ts';

const kinds = [
  ['tools', 'tool'],
  ['resources', 'notes'],
  ['prompts', 'message'],
] as const;
const eachAtMost = 8;
const fewestLetters = 2;

interface Found {
  readonly search: string;
  readonly entries: readonly PaletteEntry[];
}

const nothing: Found = { search: '', entries: [] };

/** Tools, resources and prompts of all servers that hold what is typed, a few of each. */
export function useOfferEntries(search: string): readonly PaletteEntry[] {
  const parts = useWindow();
  const [found, setFound] = useState(nothing);
  const wanted = search.trim();
  useEffect(() => {
    if (wanted.length < fewestLetters) return;
    const leaving = new AbortController();
    Promise.all(kinds.map(([kind, icon]) => look(parts, kind, icon, wanted, leaving.signal))).then(
      (lists) => {
        if (!leaving.signal.aborted) setFound({ search: wanted, entries: lists.flat() });
      },
      // The rest of the palette works without.
      () => undefined,
    );
    return () => leaving.abort();
  }, [parts, wanted]);
  return wanted.length < fewestLetters ? [] : found.entries;
}

async function look(
  { host, ui }: WindowParts,
  kind: Extract<CatalogKind, 'tools' | 'resources' | 'prompts'>,
  icon: 'tool' | 'notes' | 'message',
  search: string,
  signal: AbortSignal,
): Promise<readonly PaletteEntry[]> {
  const { items } = await host.client.catalog.search(
    { kind, search: search.slice(0, 200), limit: eachAtMost },
    { signal },
  );
  const { snapshot } = host.mirror.getState();
  return items.map(({ server, item }) => {
    const id = lineOf(kind === 'resources' ? item['uri'] : item['name']);
    const title = snapshot?.servers.find(({ name }) => name === server)?.title ?? server;
    return {
      id: `${kind}:${server}:${id}`,
      group: kind,
      label: lineOf(item['name']) || id,
      words: `${lineOf(item['title'])}\n${lineOf(item['description'])}\n${id}`,
      detail: title,
      icon,
      run: () => showItem(ui, server, kind, id),
    };
  });
}

/** The first line of a text of a server's, cut; empty for anything else. */
function lineOf(value: unknown): string {
  return typeof value === 'string' ? (value.slice(0, 300).split('\n', 1)[0] ?? '') : '';
}
