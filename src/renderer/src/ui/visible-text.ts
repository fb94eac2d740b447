import { unshowableCharacters } from '../../../shared/util/hidden-characters.ts';

/** A stretch of text; `isEscape` marks one that stands for characters that would not show. */
export interface VisiblePart {
  readonly text: string;
  readonly isEscape: boolean;
}

// And blanks of other widths, which may look like none or like another.
const hidden = new RegExp(
  String.raw`[${unshowableCharacters}\u00a0\u2000-\u200a\u202f\u205f\u3000]`,
  'gu',
);

// What a text of several lines may hold: blanks, line breaks, and the joiners of emoji.
const usualInProse = new Set(['\n', '\r', '\t', '\u00a0', '\u3000', '\u200d', '\ufe0f']);

/** A text of more parts than this is marked as a whole from there on. */
export const maxVisibleParts = 200;

/**
 * Splits a hostile text so that every character that hides or reorders others can be seen. In
 * prose, usual blanks and line breaks are left alone. Escapes that follow each other are one part,
 * and what comes after {@link maxVisibleParts} parts is one more, marked, with its escapes written
 * out: nothing is lost, and nobody can make it thousands.
 */
export function visibleParts(text: string, isProse = false): readonly VisiblePart[] {
  const parts: VisiblePart[] = [];
  let escapes = '';
  let end = 0;
  for (const match of text.matchAll(hidden)) {
    if (isProse && usualInProse.has(match[0])) continue;
    if (match.index > end) {
      if (escapes !== '') parts.push({ text: escapes, isEscape: true });
      if (parts.length >= maxVisibleParts) {
        parts.push({ text: writtenOut(text.slice(end), isProse), isEscape: true });
        return parts;
      }
      parts.push({ text: text.slice(end, match.index), isEscape: false });
      escapes = '';
    }
    escapes += escapeOf(match[0]);
    end = match.index + match[0].length;
  }
  if (escapes !== '') parts.push({ text: escapes, isEscape: true });
  if (end < text.length) parts.push({ text: text.slice(end), isEscape: false });
  return parts;
}

function writtenOut(text: string, isProse: boolean): string {
  return text.replace(hidden, (character) =>
    isProse && usualInProse.has(character) ? character : escapeOf(character),
  );
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a) return '\\n';
  if (code === 0x0d) return '\\r';
  if (code === 0x09) return '\\t';
  return `\\u{${code.toString(16).toUpperCase().padStart(4, '0')}}`;
}
