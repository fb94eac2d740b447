import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { StreamableHTTPClientTransportOptions } from '@modelcontextprotocol/client';

import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { createGuardedFetch } from '../../../src/main/node/http/guarded-fetch.ts';
import type { GuardedFetchOptions } from '../../../src/main/node/http/guarded-fetch.ts';
import { outcomeOf } from '../../../src/main/node/http/http-outcome-error.ts';

/** Everything a guarded fetch told. */
export interface Told {
  readonly statuses: number[];
  readonly outcomes: SessionOutcome[];
  readonly streamEnds: SessionOutcome[];
}

/** A guarded fetch that takes down what it tells. */
export function recordingFetch(options: GuardedFetchOptions = {}) {
  const told: Told = { statuses: [], outcomes: [], streamEnds: [] };
  const fetch = createGuardedFetch({
    onStatus: ({ outcome }) => told.statuses.push(outcome.status),
    onOutcome: (outcome) => told.outcomes.push(outcome),
    onStreamEnd: ({ outcome }) => told.streamEnds.push(outcome),
    ...options,
  });
  return { fetch, told };
}

/** The outcome a promise fails with; fails itself when the promise does not, or without one. */
export async function outcomeFrom(promise: Promise<unknown>): Promise<SessionOutcome> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  );
  const outcome = outcomeOf(error);
  if (outcome === undefined) throw error;
  return outcome;
}

/** An SDK client of the legacy era, connected over streamable HTTP. */
export async function connectLegacy(
  url: string,
  options: StreamableHTTPClientTransportOptions = {},
) {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const errors: string[] = [];
  client.onerror = (error) => errors.push(error.message);
  const transport = new StreamableHTTPClientTransport(new URL(url), options);
  await client.connect(transport);
  return { client, transport, errors };
}

/** How the SDK sends a JSON-RPC request, for tests that go without it. */
export function rpcPost(message: object, extra: RequestInit = {}): RequestInit {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
    ...extra,
  };
}

/** Closes things in reverse order of their creation; for `afterEach`. */
export function createCleanUp() {
  const tasks: (() => Promise<void>)[] = [];
  return {
    /** Hands `thing` through and closes it later. */
    own<T extends { close(): Promise<void> }>(thing: T): T {
      tasks.push(() => thing.close());
      return thing;
    },
    async run(): Promise<void> {
      for (const task of tasks.splice(0).reverse()) await task();
    },
  };
}
