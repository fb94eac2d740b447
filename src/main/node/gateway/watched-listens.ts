import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { withBetween } from './between.ts';

/** Told which resources an app waits to hear of, in the way of the modern era. */
export interface ListenWatcher {
  /** An app listens, under an id of its own. */
  listens(id: string, uris: readonly string[]): void;
  /** It listens no more. */
  stops(id: string): void;
}

const listenSchema = z.object({
  id: z.union([z.string(), z.number()]),
  method: z.literal('subscriptions/listen'),
  params: z.object({
    notifications: z.object({ resourceSubscriptions: z.array(z.string()).max(1_000) }),
  }),
});
const cancelledSchema = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});

/** What a message says about listening; undefined for every other. */
export function listenIn(
  message: unknown,
): { readonly id: string; readonly uris: readonly string[] } | undefined {
  const listen = listenSchema.safeParse(message);
  if (!listen.success) return undefined;
  const { id, params } = listen.data;
  return { id: String(id), uris: params.notifications.resourceSubscriptions };
}

/**
 * A transport that tells who listens to which resources: the SDK answers `subscriptions/listen`
 * (2026-07-28) by itself, and says so to nobody.
 */
export function withWatchedListens(transport: Transport, watcher: ListenWatcher): Transport {
  const look = (message: JSONRPCMessage): void => {
    if (!('method' in message)) return;
    if (message.method === 'subscriptions/listen') {
      const listen = listenIn(message);
      if (listen !== undefined) watcher.listens(listen.id, listen.uris);
    } else if (message.method === 'notifications/cancelled') {
      const cancelled = cancelledSchema.safeParse(message);
      if (cancelled.success) watcher.stops(String(cancelled.data.params.requestId));
    }
  };
  return withBetween(transport, {
    receive(message, handOn) {
      handOn(message);
      look(message);
    },
  });
}
