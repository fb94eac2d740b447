import { isInstallLink } from './install-link.ts';
import type { Snippet } from './snippets.ts';

const maxLinks = 50;

/** Whatever has a scheme, up to what ends an address in prose, Markdown or HTML. */
const anyLink = /(?<![\w/.-])[a-z][a-z0-9+.-]{1,30}:[^\s<>"'`()\\[\]]{3,65536}/gi;

/**
 * The install links inside of a text: behind a badge, in HTML, or bare in a sentence. A text that is
 * one link as a whole has none inside.
 */
export function linksInText(text: string): readonly Snippet[] {
  if (isInstallLink(text.trim())) return [];
  const found = new Map<string, number>();
  text.split('\n').forEach((line, at) => {
    for (const [whole] of line.matchAll(anyLink)) {
      const link = whole.replaceAll('&amp;', '&').replace(/[.,;:!?*_]+$/, '');
      if (isInstallLink(link) && link.includes('?') && !found.has(link)) found.set(link, at);
    }
  });
  return [...found].slice(0, maxLinks).map(([link, at]) => ({ text: link, line: at + 1 }));
}

/** A text with its install links left out; lines keep their numbers. */
export function withoutLinks(text: string): string {
  if (isInstallLink(text.trim())) return text;
  return text.replace(anyLink, (link) =>
    isInstallLink(link.replaceAll('&amp;', '&')) && link.includes('?') ? '' : link,
  );
}
