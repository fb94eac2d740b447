import { useCallback } from 'react';

import type { LogEntry } from '../../../shared/domain/log-entry.ts';
import { usePhrases } from '../i18n/use-texts.ts';

/** A line of a log as it is shown. */
export interface EntryText {
  /** Patchbay's own words, in the window's language; null where the line is all another's. */
  readonly said: string | null;
  /** What the system, a program or a server has written, as it is. */
  readonly raw: string;
}

/** Says a line of a log in the window's language, as far as it is Patchbay's own. */
export function useEntryText(): (entry: Pick<LogEntry, 'text' | 'phrase'>) => EntryText {
  const say = usePhrases();
  return useCallback(
    ({ text, phrase }) => {
      if (phrase === undefined) return { said: null, raw: text };
      const [, ...rest] = text.split('\n');
      return { said: say(phrase), raw: rest.join('\n') };
    },
    [say],
  );
}
