import { parseUrl } from '../../../shared/util/parse-url.ts';
import { createRedactor } from '../../kernel/redactor.ts';

/** `url` without user name, password, fragment and query values; query names stay, as they help. */
export function safeUrl(url: string | URL): string {
  const parsed = parseUrl(url);
  if (parsed === undefined) return '(invalid URL)';
  const names = [...new Set(parsed.searchParams.keys())];
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  parsed.search = '';
  const query = names.map((name) => `${encodeURIComponent(name)}=…`).join('&');
  return query === '' ? parsed.href : `${parsed.href}?${query}`;
}

/** `text` with every value of `secrets` blanked, cut to `maxChars`. */
export function redactText(text: string, secrets: readonly string[], maxChars = 500): string {
  const clean = createRedactor(secrets)(text);
  return clean.length > maxChars ? `${clean.slice(0, maxChars)}…` : clean;
}
