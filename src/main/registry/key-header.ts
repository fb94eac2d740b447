import type { ServerAuth } from '../../shared/domain/server.ts';
import { assertNever } from '../../shared/util/assert-never.ts';

type ApiKeyAuth = Extract<ServerAuth, { type: 'api-key' }>;

/** A header that carries a person's key, and every secret text in it. */
export interface KeyHeader {
  readonly name: string;
  readonly value: string;
  readonly secrets: readonly string[];
}

const defaultName = 'X-Api-Key';

/**
 * The header a key is sent in: RFC 6750 section 2.1, RFC 7617 section 2 (text without a colon is taken
 * as encoded), or one of the server's own. Space around the key is not part of it; undefined for none.
 */
export function keyHeader(
  auth: Pick<ApiKeyAuth, 'placement' | 'headerName'>,
  text: string,
): KeyHeader | undefined {
  const key = text.trim();
  if (key === '') return undefined;
  switch (auth.placement) {
    case 'bearer':
      return { name: 'Authorization', value: `Bearer ${key}`, secrets: [key] };
    case 'basic': {
      const encoded = key.includes(':') ? Buffer.from(key, 'utf8').toString('base64') : key;
      return { name: 'Authorization', value: `Basic ${encoded}`, secrets: [key, encoded] };
    }
    case 'header':
      return { name: auth.headerName ?? defaultName, value: key, secrets: [key] };
    default:
      return assertNever(auth.placement);
  }
}
