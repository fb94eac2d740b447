/** Longest handle; with `_` behind it, it leaves room for a tool's name among 49 characters. */
export const maxHandleChars = 20;

const hashChars = 6;

/** A handle: the short name of a server in front of what it offers to apps; it holds no `_`. */
export const handlePattern = /^[a-z0-9][a-z0-9-]{0,19}$/;

/** What a handle has to be, in plain English. */
export const handleRule =
  'at most 20 lower-case letters, digits and hyphens, starting with a letter or digit';

/** What a hash is made with; hexadecimal or the like, at least 20 characters, equal for equal texts. */
export type HashText = (text: string) => string;

/** The handle a server's name suggests; no two names suggest the same one but by accident. */
export function handleOf(serverName: string, hash: HashText): string {
  if (serverName.length <= maxHandleChars) return serverName;
  const start = serverName.slice(0, maxHandleChars - hashChars - 1).replace(/-$/, '');
  return `${start}-${hash(serverName).slice(0, hashChars)}`;
}

/** The first of `handle`, `handle-2`, `handle-3` and so on that is not taken. */
export function freeHandle(handle: string, isTaken: (handle: string) => boolean): string {
  if (!isTaken(handle)) return handle;
  for (let number = 2; ; number += 1) {
    const end = `-${String(number)}`;
    const candidate = handle.slice(0, maxHandleChars - end.length).replace(/-$/, '') + end;
    if (!isTaken(candidate)) return candidate;
  }
}
