import {
  isOwnHost,
  isPlainAddress,
  plainAddressRemark,
} from '../../shared/domain/plain-address.ts';
import type { DraftValue, ServerDraftInput } from '../../shared/domain/server.ts';
import { pasteError, pasteWarning } from './problem.ts';
import type { Finishing, RawTransport } from './raw-server.ts';
import { isSecretName, looksLikeSecret } from '../../shared/domain/likely-secrets.ts';

type RawRemote = Exclude<RawTransport, { type: 'stdio' }>;

const path = 'transport.url';

/**
 * Finishes the address of a remote server: completes a missing scheme, moves a user and password
 * into an Authorization header (RFC 7617), and remarks on secrets and unencrypted connections.
 */
export function finishAddress(
  raw: RawRemote,
  headers: Record<string, DraftValue>,
  to: Finishing,
): ServerDraftInput['transport'] {
  // Documentation writes {organization} where a part of the address is one's own.
  const plain = raw.url.trim().replace(/(?<![{$])\{([A-Za-z][\w-]{0,60})\}(?!\})/g, '{{$1}}');
  const resolved = to.resolver.resolve(plain, 'URL');
  const completed = withScheme(resolved, to);
  const { url, authorization } = withoutUserinfo(completed);
  remark(url, to);
  if (authorization === undefined) return { type: raw.type, url, headers };
  const taken = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  const outcome = taken
    ? 'were left out, because there is an Authorization header already'
    : 'were moved into an Authorization header';
  const message = `The user and password in the address ${outcome}.`;
  to.problems.push(pasteWarning('USERINFO_MOVED', path, message, to.line));
  if (taken) return { type: raw.type, url, headers };
  to.likelySecrets.push('transport.headers.Authorization');
  const value: DraftValue = { kind: 'secret', value: authorization };
  return { type: raw.type, url, headers: { ...headers, Authorization: value } };
}

/** Adds `https://`, or `http://` for this computer, to an address that lacks a scheme. */
export function completeAddress(address: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return address;
  const bare = address.replace(/^\/\//, '');
  const host = /^(\[[^\]]*\]|[^/:?#]*)/.exec(bare)?.[1] ?? '';
  return `${isOwnHost(host) ? 'http' : 'https'}://${bare}`;
}

function withScheme(address: string, to: Finishing): string {
  const completed = address.startsWith('{{') ? address : completeAddress(address);
  if (completed !== address) {
    const scheme = completed.startsWith('https') ? 'https://' : 'http://';
    const message = `The address had no scheme; ${scheme} was added.`;
    to.problems.push(pasteWarning('SCHEME_ADDED', path, message, to.line));
  }
  return completed;
}

function withoutUserinfo(url: string): { url: string; authorization?: string } {
  const [, scheme, userinfo, rest] = /^([a-z]+:\/\/)([^/?#]*)@([^]*)$/i.exec(url) ?? [];
  if (scheme === undefined || userinfo === undefined || rest === undefined) return { url };
  // A template cannot be encoded before its values are known.
  if (userinfo.includes('{{')) return { url };
  const pair = userinfo.includes(':') ? userinfo : `${userinfo}:`;
  return { url: scheme + rest, authorization: `Basic ${base64(decoded(pair))}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

function remark(url: string, to: Finishing): void {
  // What begins with a value of the person's is known only when it was filled in.
  if (/^\{\{\w+\}\}/.test(url)) return;
  if (!/^(?:https?|wss?):\/\//i.test(url)) {
    const message = 'Expected an address that starts with http://, https://, ws:// or wss://.';
    to.problems.push(pasteError('SCHEME_UNSUPPORTED', path, message, to.line));
    return;
  }
  const parsed = parsedOf(url);
  if (parsed === undefined || /\s/.test(url)) {
    const message = 'Expected a complete address, such as https://example.com/mcp.';
    to.problems.push(pasteError('URL_INVALID', path, message, to.line));
    return;
  }
  const secret = [...parsed.searchParams].some(
    ([name, value]) => !/^1?$/.test(value) && (isSecretName(name) || looksLikeSecret(value)),
  );
  if (secret) {
    to.likelySecrets.push(path);
    const message =
      'This address holds a secret; write {{NAME}} in its place to keep it in the vault.';
    to.problems.push(pasteWarning('SECRET_IN_URL', path, message, to.line));
  }
  if (isPlainAddress(url)) {
    const { message } = plainAddressRemark(path);
    to.problems.push(pasteWarning('NOT_ENCRYPTED', path, message, to.line));
  }
}

/** The address with a digit wherever a placeholder stands; none if it is no address at all. */
function parsedOf(url: string): URL | undefined {
  try {
    return new URL(url.replace(/\{\{\w+\}\}/g, '1'));
  } catch {
    return undefined;
  }
}
