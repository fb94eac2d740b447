/**
 * The URL a text is, read from `base` where that is given; undefined for what is none (WHATWG URL).
 * It stands for `URL.canParse`, whose quick path in Node 20 and 22 reads Latin-1 as UTF-8: once a
 * process is warm, an address like `https://bücher.example` is none there (ADR 49).
 */
export function parseUrl(text: string | URL, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
