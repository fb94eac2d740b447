import { useEffect, useState } from 'react';

import type { Client } from '../../host/client.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { mergeEntries } from './activity-entries.ts';
import type { ActivityEntry } from './activity-entries.ts';

const perServer = 100;
const maxServers = 200;
const atOnce = 8;

/** What happened lately with all servers, growing as it happens. */
export function useActivity(): readonly ActivityEntry[] {
  const { host } = useWindow();
  const profile = useMirror(({ snapshot }) => snapshot?.profiles.activeId);
  const [entries, setEntries] = useState<readonly ActivityEntry[]>([]);
  useEffect(() => {
    setEntries([]);
    const end = new AbortController();
    const add = (added: readonly ActivityEntry[]) => setEntries((old) => mergeEntries(old, added));
    const stop = host.onEvents((events) =>
      add(
        events.flatMap((event) =>
          event.kind === 'log-appended'
            ? event.entries.map((entry) => ({ ...entry, server: event.name }))
            : [],
        ),
      ),
    );
    const names = host.mirror.getState().snapshot?.servers.map(({ name }) => name) ?? [];
    void readTails(host.client, names.slice(0, maxServers), add, end.signal);
    return () => {
      stop();
      end.abort();
    };
    // What happened in another profile is not for this one.
  }, [host, profile]);
  return entries;
}

async function readTails(
  client: Client,
  names: readonly string[],
  add: (entries: readonly ActivityEntry[]) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let at = 0; at < names.length && !signal.aborted; at += atOnce) {
    const chunk = names.slice(at, at + atOnce);
    const tails = await Promise.all(chunk.map((name) => readTail(client, name, signal)));
    if (!signal.aborted) add(tails.flat());
  }
}

async function readTail(
  client: Client,
  name: string,
  signal: AbortSignal,
): Promise<readonly ActivityEntry[]> {
  try {
    const entries = await client.logs.tail({ name, limit: perServer }, { signal });
    return entries.map((entry) => ({ ...entry, server: name }));
  } catch {
    // One log that cannot be read does not hide the others.
    return [];
  }
}
