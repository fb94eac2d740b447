/** A stretch of text; `isEscape` marks one that stands for a character that would not show. */
export interface VisiblePart {
  readonly text: string;
  readonly isEscape: boolean;
}

// Controls, format characters (bidirectional and zero-width ones), separators that look like
// nothing, fillers, and lone surrogates.
const hidden =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Variation_Selector}\u00a0\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]/gu;

/** Splits a hostile text so that every character that hides or reorders others can be seen. */
export function visibleParts(text: string): readonly VisiblePart[] {
  const parts: VisiblePart[] = [];
  let end = 0;
  for (const match of text.matchAll(hidden)) {
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
