/** Requests that change nothing, besides lists. */
const safeMethods = new Set([
  'resources/read',
  'prompts/get',
  'completion/complete',
  'ping',
  'server/discover',
]);

/** Only in the middle of these may a server ask (2026-07-28, multi-round-trip requests). */
const asked = new Set(['tools/call', 'prompts/get', 'resources/read']);

/** Requests that name a resource by its address, which may have been made of a covered template. */
const byAddress = new Set(['resources/read', 'resources/subscribe', 'resources/unsubscribe']);

/** Whether it asks for a page of a list. */
export const isList = (method: string): boolean => method.endsWith('/list');

/** Whether it changes nothing at the server and may be sent again. */
export const isSafe = (method: string): boolean => isList(method) || safeMethods.has(method);

/** Whether the server may ask something before it answers. */
export const mayAskDuring = (method: string): boolean => asked.has(method);

/** Whether its `uri` is the address of a resource. */
export const isByAddress = (method: string): boolean => byAddress.has(method);
