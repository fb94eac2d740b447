import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';

/** What is known of an HTTP request before any of its body was read. */
export interface RequestHead {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
}

/** Why a request goes no further, in the words of HTTP; the message is for whoever set the app up. */
export interface HttpRefusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 503;
  readonly message: string;
}

/** What an address asks for. */
export interface HttpScope {
  /** The handle or name of the one server. */
  readonly server?: string;
  /** The name of the profile. */
  readonly profile?: string;
}

/** A request that may show its token. */
export interface CheckedHead {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly scope: HttpScope;
  readonly token: string;
}

const methods = ['GET', 'POST', 'DELETE'] as const;

/**
 * Looks at the head of a request to the HTTP door on 127.0.0.1 at `port`, before anything else is
 * done for it. Web pages can reach this port as well: one that was led here by a name of its own
 * shows in Host, any other in Origin, and none has a token. No address but those below exists.
 */
export function checkHead(head: RequestHead, port: number): Result<CheckedHead, HttpRefusal> {
  const here = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
  const host = only(head, 'host');
  if (host === undefined || !here.includes(host)) {
    return refuse(403, `This door is called ${here.join(' or ')} and nothing else.`);
  }
  const origins = valuesOf(head, 'origin');
  if (!origins.every((origin) => here.some((place) => origin === `http://${place}`))) {
    return refuse(403, 'Web pages may not come in here.');
  }
  const scope = scopeOf(head.target);
  if (scope === undefined) return refuse(404, 'There is nothing at this address.');
  const method = methods.find((known) => known === head.method);
  if (method === undefined) return refuse(405, 'Only GET, POST and DELETE are answered.');
  const token = bearerOf(only(head, 'authorization'));
  if (token === undefined) {
    return refuse(
      401,
      'A token is needed: “Authorization: Bearer …”, made in Patchbay’s settings.',
    );
  }
  if (method === 'POST' && !isJson(only(head, 'content-type'))) {
    return refuse(415, 'The body must be application/json.');
  }
  return ok({ method, scope, token });
}

/** The answer to a token nobody knows, or that was revoked. */
export const unknownToken: HttpRefusal = {
  status: 401,
  message: 'This token is not known. Make a new one in Patchbay’s settings.',
};

/** `/mcp`, with `/profile/NAME`, `/server/HANDLE` or both after it; a query makes it no address. */
function scopeOf(target: string): HttpScope | undefined {
  const parts = /^\/mcp(?:\/profile\/(?<profile>[^/?#]+))?(?:\/server\/(?<server>[^/?#]+))?$/.exec(
    target,
  );
  if (parts === null) return undefined;
  try {
    const { profile, server } = parts.groups ?? {};
    return {
      ...(profile !== undefined && { profile: decodeURIComponent(profile) }),
      ...(server !== undefined && { server: decodeURIComponent(server) }),
    };
  } catch {
    return undefined;
  }
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +(?<token>[\w-]{1,200})$/i.exec(authorization ?? '')?.groups?.['token'];
}

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json *(;.*)?$/i.test(contentType ?? '');

/** The one value of a header; undefined too when it came twice, since then nobody knows which counts. */
function only(head: RequestHead, name: string): string | undefined {
  const values = valuesOf(head, name);
  return values.length === 1 ? values[0] : undefined;
}

function valuesOf({ rawHeaders }: RequestHead, name: string): readonly string[] {
  return rawHeaders.filter(
    (_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
}

/** A refusal, for whoever would have gone on. */
export const refuse = (status: HttpRefusal['status'], message: string) => err({ status, message });
