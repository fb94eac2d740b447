import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';

import { withBetween } from './between.ts';

/**
 * A transport whose questions to the other side carry ids nobody used before. An app that outlives
 * this connection may still answer a question of an earlier one; such an answer is dropped, where a
 * counter that begins at 0 again would take it for the answer to another question.
 */
export function withUniqueIds(transport: Transport, mark: string): Transport {
  const prefix = `${mark}-`;
  return withBetween(transport, {
    receive(message, handOn) {
      const known = answered(message, prefix);
      if (known !== undefined) handOn(known);
    },
    send: (message) => asked(message, prefix),
  });
}

function asked(message: JSONRPCMessage, prefix: string): JSONRPCMessage {
  if ('method' in message && 'id' in message) {
    return { ...message, id: `${prefix}${String(message.id)}` };
  }
  if (!('method' in message) || message.method !== 'notifications/cancelled') return message;
  const requestId = message.params?.['requestId'];
  const isId = typeof requestId === 'number' || typeof requestId === 'string';
  if (!isId) return message;
  return { ...message, params: { ...message.params, requestId: `${prefix}${String(requestId)}` } };
}

function answered(message: JSONRPCMessage, prefix: string): JSONRPCMessage | undefined {
  if ('method' in message) return message;
  const { id } = message;
  if (typeof id !== 'string' || !id.startsWith(prefix)) return undefined;
  const own = Number(id.slice(prefix.length));
  return Number.isSafeInteger(own) ? { ...message, id: own } : undefined;
}
