import { useCallback } from 'react';

import type { LogEntry } from '../../../shared/domain/log-entry.ts';
import { usePhrases } from '../i18n/use-texts.ts';

/** Says a line of a log in the window's language, as far as it is Patchbay's own. */
export function useEntryText(): (entry: Pick<LogEntry, 'text' | 'phrase'>) => string {
  const say = usePhrases();
  return useCallback(
    ({ text, phrase }) => {
      if (phrase === undefined) return text;
      const [, ...rest] = text.split('\n');
      return [say(phrase), ...rest].join('\n');
    },
    [say],
  );
}
