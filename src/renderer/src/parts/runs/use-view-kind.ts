import { useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { perWindow } from '../../ui/per-window.ts';
import type { ContentViewKind, ContentViews } from './content-views.ts';

/** Servers whose texts a person wants to see laid out, by name. */
const useTrustedStore = perWindow(() => createStore<ReadonlySet<string>>(() => new Set<string>()));

/**
 * The way in which an answer is looked at. A text is laid out only once a person has asked for that;
 * from then on, while the window lives, the answers of that server begin so.
 */
export function useViewKind(
  server: string,
  { kinds, first }: ContentViews,
): readonly [ContentViewKind, (kind: ContentViewKind) => void] {
  const trusted = useTrustedStore();
  const isTrusted = useStore(trusted, (servers) => servers.has(server));
  const [chosen, setChosen] = useState<ContentViewKind | null>(null);
  const usual = isTrusted && first === 'text' && kinds.includes('markdown') ? 'markdown' : first;
  const choose = (kind: ContentViewKind) => {
    setChosen(kind);
    if (kind !== 'markdown' && kind !== 'text') return;
    trusted.setState((servers) => {
      const next = new Set(servers);
      if (kind === 'markdown') next.add(server);
      else next.delete(server);
      return next;
    }, true);
  };
  return [chosen !== null && kinds.includes(chosen) ? chosen : usual, choose];
}
