import { isAnswer, misshapenAnswer, repairedMessage } from '../messages/json-rpc-repair.ts';
import { isObject } from '../../../shared/util/is-object.ts';
import { lostMessage } from './http-outcome-error.ts';
import type { CallId } from './outgoing-call.ts';

/**
 * Has a JSON document, read by whoever gets the response, answer the requests it came for: what is
 * misshapen, or answers nobody in particular, ends them at once rather than never.
 */
export function settlingDocument(response: Response, ids: readonly CallId[]): Response {
  if (ids.length === 0) return response;
  const read = response.json.bind(response);
  const json = async (): Promise<unknown> => {
    const value: unknown = await read();
    return Array.isArray(value) ? value.map((one) => settled(one, ids)) : settled(value, ids);
  };
  Object.defineProperty(response, 'json', { value: json });
  return response;
}

function settled(value: unknown, ids: readonly CallId[]): unknown {
  const message = repairedMessage(value);
  if (!isObject(message) || message['method'] !== undefined) return message;
  const [only, another] = ids;
  const given = message['id'];
  const own = ids.find((id) => id === given || (typeof given === 'string' && String(id) === given));
  const id = own ?? (another === undefined ? only : undefined);
  if (id === undefined) return message;
  const isAbout = own !== undefined || (given === undefined && 'error' in message);
  if (isAbout && isAnswer({ ...message, id })) return { ...message, id };
  const { detail } = misshapenAnswer(message) ?? { detail: shown(message) };
  return lostMessage(id, { kind: 'protocol', detail });
}

function shown(message: unknown): string {
  return `The answer is no JSON-RPC message: ${JSON.stringify(message).slice(0, 500)}`;
}
