import type { JSONRPCMessage } from '@modelcontextprotocol/client';

import { lostMessage } from '../http/http-outcome-error.ts';
import { misshapenAnswer, repairedMessage } from './json-rpc-repair.ts';
import { plainMessage } from './plain-message.ts';

/** Checks that a value is a JSON-RPC message; `undefined` or an exception mean that it is not. */
export type ParseMessage = (value: unknown) => JSONRPCMessage | undefined;

/**
 * A JSON value as a message. One that was meant as an answer but has no shape that JSON-RPC allows
 * becomes an error which ends its request at once; undefined for everything else that is none.
 */
export function readMessage(parse: ParseMessage, value: unknown): JSONRPCMessage | undefined {
  const plain = plainMessage(value);
  if (plain !== undefined) return plain;
  const repaired = repairedMessage(value);
  try {
    return parse(repaired);
  } catch {
    return failureOf(repaired);
  }
}

function failureOf(value: unknown): JSONRPCMessage | undefined {
  const answer = misshapenAnswer(value);
  if (answer === undefined) return undefined;
  const outcome = { kind: 'protocol' as const, detail: answer.detail };
  const { jsonrpc, id, error } = lostMessage(answer.id ?? '', outcome);
  return answer.id === null ? { jsonrpc, error } : { jsonrpc, id, error };
}
