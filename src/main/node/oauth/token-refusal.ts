import { namesTokenError } from '../../connections/token-error.ts';

/** Longer bodies are answers to the request itself. */
const maxBodyBytes = 8_192;

/**
 * Whether an answer refuses the token rather than the request: 401, 403 that names a missing scope
 * or an invalid token (RFC 6750 section 3.1), and 400 that names an invalid token in the header or a
 * short body. The body of `response` can still be read.
 */
export async function isTokenRefusal(
  response: Response,
  wwwAuthenticate: string | undefined,
): Promise<boolean> {
  const { status } = response;
  if (status === 401) return true;
  if (status !== 400 && status !== 403) return false;
  if (status === 403 && /\binsufficient_scope\b/i.test(wwwAuthenticate ?? '')) return true;
  if (namesTokenError(wwwAuthenticate ?? '')) return true;
  const isJson = /\bjson\b/i.test(response.headers.get('content-type') ?? '');
  return isJson && namesTokenError(await beginningOf(response.clone()));
}

/** The first bytes of a body, as far as it can be read. */
async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= maxBodyBytes) break;
    }
  } catch {
    // What was read so far may do.
  }
  return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
}
