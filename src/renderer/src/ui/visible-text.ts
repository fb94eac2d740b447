/** A stretch of text; `isEscape` marks one that stands for a character that would not show. */
export interface VisiblePart {
  readonly text: string;
  readonly isEscape: boolean;
}

// Controls, format characters (bidirectional and zero-width ones), separators that look like
// nothing, fillers, and lone surrogates.
const hidden =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Variation_Selector}\u00a0\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]/gu;

// What a text of several lines may hold: blanks, line breaks, and the joiners of emoji.
const usualInProse = new Set(['\n', '\r', '\t', '\u00a0', '\u3000', '\u200d', '\ufe0f']);

/**
 * Splits a hostile text so that every character that hides or reorders others can be seen. In
 * prose, usual blanks and line breaks are left alone.
 */
export function visibleParts(text: string, isProse = false): readonly VisiblePart[] {
  const parts: VisiblePart[] = [];
  let end = 0;
  for (const match of text.matchAll(hidden)) {
    if (isProse && usualInProse.has(match[0])) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isEscape: false });
    parts.push({ text: escapeOf(match[0]), isEscape: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isEscape: false });
  return parts;
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a) return '\\n';
  if (code === 0x0d) return '\\r';
  if (code === 0x09) return '\\t';
  return `\\u{${code.toString(16).toUpperCase().padStart(4, '0')}}`;
}
