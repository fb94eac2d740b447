/** A request as the HTTP client wants it: credentials out of the URL, into a header. */
export interface RequestTarget {
  readonly url: URL;
  readonly headers: Headers;
}

/**
 * Moves a user name and password inside `input` into an Authorization header (RFC 7617), as
 * `fetch` refuses such URLs; an Authorization header that is there already wins.
 */
export function requestTarget(input: string | URL, init: RequestInit | undefined): RequestTarget {
  const url = new URL(input);
  const headers = new Headers(init?.headers);
  const { username, password } = url;
  if (username === '' && password === '') return { url, headers };
  url.username = '';
  url.password = '';
  if (!headers.has('authorization')) {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  }
  return { url, headers };
}
