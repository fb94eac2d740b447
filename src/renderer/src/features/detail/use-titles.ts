import { useMemo } from 'react';

import { useMirror } from '../../host/window-context.tsx';

/** What a person calls these servers; those that are gone go by their name. */
export function useTitles(names: readonly string[]): readonly string[] {
  const servers = useMirror(({ snapshot }) => snapshot?.servers);
  return useMemo(
    () => names.map((name) => servers?.find((one) => one.name === name)?.title ?? name),
    [names, servers],
  );
}
