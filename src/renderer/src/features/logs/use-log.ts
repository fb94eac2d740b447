import { useCallback, useEffect, useState } from 'react';

import type { LogEntry } from '../../../../shared/domain/log-entry.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { maxLines, mergeEntries } from './log-model.ts';

/** The log of a server. */
export interface KnownLog {
  readonly status: 'loading' | 'known' | 'failed';
  readonly entries: readonly LogEntry[];
  /** Older lines that are no longer kept, in main or here. */
  readonly dropped: number;
}

const loading: KnownLog = { status: 'loading', entries: [], dropped: 0 };

/** A server's log, going on as lines are written; and what empties it here and in main. */
export function useLog(name: string): readonly [KnownLog, () => Promise<void>] {
  const { host } = useWindow();
  const isLive = useMirror((mirror) => mirror.isLive);
  const profile = useMirror(({ snapshot }) => snapshot?.profiles.activeId);
  const [log, setLog] = useState(loading);
  useEffect(() => {
    setLog(loading);
    const leaving = new AbortController();
    const add = (more: readonly LogEntry[]) =>
      setLog(({ entries, dropped }) => {
        const next = mergeEntries(entries, more);
        const oldest = next[0]?.id ?? 0;
        const gone = entries.filter(({ id }) => id < oldest).length;
        return { status: 'known', entries: next, dropped: dropped + gone };
      });
    const stop = host.onEvents((events) => {
      const more = events.flatMap((event) =>
        event.kind === 'log-appended' && event.name === name ? event.entries : [],
      );
      if (more.length > 0) add(more);
    });
    host.client.logs.dropped({ name }, { signal: leaving.signal }).then(
      ({ count }) => {
        if (!leaving.signal.aborted) setLog((known) => ({ ...known, dropped: count }));
      },
      // The log itself says more than how much of it is missing.
      () => undefined,
    );
    host.client.logs.tail({ name, limit: maxLines }, { signal: leaving.signal }).then(
      (entries) => {
        if (!leaving.signal.aborted) add(entries);
      },
      () => {
        if (!leaving.signal.aborted) setLog((known) => ({ ...known, status: 'failed' }));
      },
    );
    return () => {
      stop();
      leaving.abort();
    };
    // A channel made anew may have missed lines, and each profile has a log of its own.
  }, [host, name, isLive, profile]);
  const clear = useCallback(async () => {
    await host.client.logs.clear({ name });
    setLog({ status: 'known', entries: [], dropped: 0 });
  }, [host, name]);
  return [log, clear];
}
