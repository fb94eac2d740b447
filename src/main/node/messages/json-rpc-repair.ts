import { isObject } from '../../../shared/util/is-object.ts';

const maxShownChars = 500;

/**
 * A message as its sender meant it: a result beside an empty `error` is a result, with no `_meta`
 * where that is null, an error beside an
 * empty `result` an error, and an error about nobody in particular has no id (JSON-RPC 2.0, section
 * 5). Whatever else is odd stays as it is.
 */
export function repairedMessage(value: unknown): unknown {
  if (!isObject(value) || value['method'] !== undefined) return value;
  const { result, error, id, ...rest } = value;
  if (isObject(result) && (error === null || (error === undefined && result['_meta'] === null))) {
    const { _meta, ...known } = result;
    return { ...rest, id, result: _meta === null ? known : result };
  }
  if (!isObject(error) || (result !== null && result !== undefined)) return value;
  return id === null ? { ...rest, error } : { ...rest, ...(id !== undefined && { id }), error };
}

/** An answer that is none by the rules of JSON-RPC. */
export interface MisshapenAnswer {
  /** Whom it answers; null when it does not say. */
  readonly id: string | number | null;
  /** What was wrong, with the beginning of what came. */
  readonly detail: string;
}

/**
 * Looks at a value that is no JSON-RPC message. Undefined unless it was meant as an answer: whoever
 * waits for it would otherwise wait in vain.
 */
export function misshapenAnswer(value: unknown): MisshapenAnswer | undefined {
  if (!isObject(value) || value['method'] !== undefined) return undefined;
  if (!('result' in value) && !('error' in value)) return undefined;
  const { id } = value;
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number') {
    return undefined;
  }
  const shown = JSON.stringify(value).slice(0, maxShownChars);
  return { id: id ?? null, detail: `The answer is no JSON-RPC message: ${shown}` };
}

/** A JSON-RPC result or error as the SDK takes it; what is none would leave its caller waiting. */
export function isAnswer(message: unknown): message is { readonly id?: unknown } {
  if (!isObject(message) || message['jsonrpc'] !== '2.0') return false;
  const { id, result, error } = message;
  const hasId = typeof id === 'string' || Number.isSafeInteger(id);
  if (isObject(result)) return hasId && error === undefined;
  if (!isObject(error) || result !== undefined || (id !== undefined && !hasId)) return false;
  return Number.isSafeInteger(error['code']) && typeof error['message'] === 'string';
}
