import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

import type { EventBatch, HostEvent, Snapshot } from '../../../shared/domain/events.ts';
import { foldBatch } from '../../../shared/domain/mirror.ts';
import type { Client } from './client.ts';

/** What the window knows of main: a mirror that only main's events change. */
export interface Mirror {
  readonly snapshot: Snapshot | null;
  /** False while the channel to main is being made anew. */
  readonly isLive: boolean;
}

/** Hears every event once, in order; log lines may come again after a resync and carry ids. */
export type EventListener = (events: readonly HostEvent[]) => void;

/** The window's side of main. */
export interface Host {
  readonly client: Client;
  readonly mirror: StoreApi<Mirror>;
  /** Listens to events; returns what ends it. */
  readonly onEvents: (listener: EventListener) => () => void;
}

const resubscribeAfterMs = 500;

/** Puts a host together around a client; `initial` is what the mirror shows until main answers. */
export function createHost(client: Client, initial: Snapshot | null, signal: AbortSignal): Host {
  const mirror = createStore<Mirror>(() => ({ snapshot: initial, isLive: false }));
  const listeners = new Set<EventListener>();
  const tell = (events: readonly HostEvent[]) => {
    for (const listener of listeners) listener(events);
  };
  void followMain(client, mirror, tell, signal);
  return {
    client,
    mirror,
    onEvents: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function followMain(
  client: Client,
  mirror: StoreApi<Mirror>,
  tell: EventListener,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const batches = await client.events.subscribe({}, { signal });
      mirror.setState({ snapshot: await client.app.snapshot({}, { signal }), isLive: true });
      for await (const batch of batches) await foldInto(mirror, client, batch, tell);
    } catch (error) {
      if (!signal.aborted) console.warn('the channel to main ended', error);
    }
    mirror.setState({ isLive: false });
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, resubscribeAfterMs));
  }
}

async function foldInto(
  mirror: StoreApi<Mirror>,
  client: Client,
  batch: EventBatch,
  tell: EventListener,
): Promise<void> {
  const { snapshot } = mirror.getState();
  const result = snapshot === null ? ({ kind: 'gap' } as const) : foldBatch(snapshot, batch);
  if (result.kind === 'folded') mirror.setState({ snapshot: result.snapshot });
  if (result.kind === 'gap') mirror.setState({ snapshot: await client.app.snapshot({}) });
  tell(batch.events);
}
