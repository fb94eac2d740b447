import { randomUUID } from 'node:crypto';

import type { SessionOutcome } from '../../sessions/session.ts';

/**
 * Thrown through the SDK when an exchange over HTTP or WebSocket could not be finished. It carries
 * the outcome as data, so nobody has to read the message; the message is free of secrets.
 */
export class HttpOutcomeError extends Error {
  override readonly name = 'HttpOutcomeError';
  readonly outcome: SessionOutcome;

  constructor(outcome: SessionOutcome) {
    super(describe(outcome));
    this.outcome = outcome;
  }
}

// Known only inside this process, so that a server cannot pass its own text off as our outcome.
const marker = randomUUID();

const JSON_RPC_LOST_REQUEST = -32000;
const MAX_CAUSES = 8;

interface LostMessage {
  readonly jsonrpc: '2.0';
  readonly id: string | number;
  readonly error: { readonly code: number; readonly message: string; readonly data: unknown };
}

/**
 * A JSON-RPC error answer, as a server would have sent it, for a request whose answer got lost.
 * {@link outcomeOf} reads the outcome back from the error the SDK makes of it.
 */
export function lostMessage(id: string | number, outcome: SessionOutcome): LostMessage {
  const data = { marker, outcome };
  const error = { code: JSON_RPC_LOST_REQUEST, message: describe(outcome), data };
  return { jsonrpc: '2.0', id, error };
}

/** A {@link lostMessage} as it would be on the wire. */
export function lostAnswer(id: string | number, outcome: SessionOutcome): string {
  return JSON.stringify(lostMessage(id, outcome));
}

/** The outcome an error carries, itself, in its causes or in its JSON-RPC data; else undefined. */
export function outcomeOf(error: unknown): SessionOutcome | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    if (current instanceof HttpOutcomeError) return current.outcome;
    const fromAnswer = outcomeInData((current as { data?: unknown }).data);
    if (fromAnswer !== undefined) return fromAnswer;
    current = current.cause;
  }
  return undefined;
}

function outcomeInData(data: unknown): SessionOutcome | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const marked = data as { marker?: unknown; outcome?: SessionOutcome };
  return marked.marker === marker ? marked.outcome : undefined;
}

function describe(outcome: SessionOutcome): string {
  const { kind, ...facts } = outcome as { kind: string } & Record<string, unknown>;
  const shown = Object.entries(facts)
    .filter(([name]) => name !== 'bodySnippet' && name !== 'wwwAuthenticate')
    .map(([name, value]) => `${name}=${String(value)}`);
  return [kind, ...shown].join(' ');
}
