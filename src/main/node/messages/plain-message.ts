import type { JSONRPCMessage } from '@modelcontextprotocol/client';

import { isObject } from '../../../shared/util/is-object.ts';

/**
 * A value as the message it plainly is: a request, notification or result of JSON-RPC 2.0 (section 4 and
 * 5) with nothing in it that anybody could take another way. Undefined for all others, odd ones and good
 * ones alike; whether they are messages is for the SDK's schemas to say. Nearly all that is ever said is
 * plain, and the schemas take as long over each of it as a call does in all.
 */
export function plainMessage(value: unknown): JSONRPCMessage | undefined {
  if (!isObject(value) || value['jsonrpc'] !== '2.0') return undefined;
  const isPlain = 'method' in value ? isPlainRequest(value) : isPlainResult(value);
  return isPlain ? (value as JSONRPCMessage) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isPlainRequest(value: Fields): boolean {
  const { id, method, params } = value;
  const count = 2 + Number('id' in value) + Number('params' in value);
  if (typeof method !== 'string' || Object.keys(value).length !== count) return false;
  return (!('id' in value) || isId(id)) && (!('params' in value) || isPlainObject(params));
}

function isPlainResult(value: Fields): boolean {
  const { id, result } = value;
  return Object.keys(value).length === 3 && isId(id) && isPlainObject(result);
}

const isId = (id: unknown): boolean => typeof id === 'string' || Number.isSafeInteger(id);

/** `_meta` has a shape of its own, and no schema hands on a field that would be a prototype. */
const isPlainObject = (value: unknown): boolean =>
  isObject(value) && !('_meta' in value) && !Object.hasOwn(value, '__proto__');
