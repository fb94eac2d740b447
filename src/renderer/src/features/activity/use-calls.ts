import { useEffect, useState } from 'react';

import type { CallRecord } from '../../../../shared/domain/call-record.ts';
import { recordedCalls } from '../../host/recorded-calls.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { mergeCalls } from './call-model.ts';

/** Shown within a frame; what is older follows in larger pages. */
const firstPage = 200;
const nextPage = 2_500;

/** Every call the profile in use is told of, newest first, growing as it happens. */
export function useCalls(): {
  readonly calls: readonly CallRecord[];
  readonly isLoading: boolean;
  /** Forgets all of them. */
  readonly clear: () => Promise<unknown>;
} {
  const { host } = useWindow();
  const { client } = host;
  const profile = useMirror(({ snapshot }) => snapshot?.profiles.activeId);
  const isLive = useMirror((mirror) => mirror.isLive);
  const [calls, setCalls] = useState<readonly CallRecord[]>([]);
  const [isLoading, setLoading] = useState(true);
  useEffect(() => {
    const end = new AbortController();
    setCalls([]);
    setLoading(true);
    const add = (added: readonly CallRecord[]) => setCalls((known) => mergeCalls(known, added));
    const stop = host.onEvents((events) => add(recordedCalls(events)));
    const load = async () => {
      let page = await client.calls.page({ limit: firstPage }, { signal: end.signal });
      while (!end.signal.aborted && page.length > 0) {
        add(page);
        const before = page.at(-1)?.id;
        page = await client.calls.page({ before, limit: nextPage }, { signal: end.signal });
      }
    };
    load()
      // Events tell the rest, and the page is loaded anew once main answers again.
      .catch(() => undefined)
      .finally(() => end.signal.aborted || setLoading(false));
    return () => {
      stop();
      end.abort();
    };
  }, [host, client, profile, isLive]);
  const clear = async () => {
    await client.calls.clear({});
    setCalls([]);
  };
  return { calls, isLoading, clear };
}
