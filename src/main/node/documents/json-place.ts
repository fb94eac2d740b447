import { parse } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';

/** Where a text stops being JSON, in words; empty for a text that is some. */
export function placeOfJsonError(text: string): string {
  const errors: ParseError[] = [];
  parse(text, errors);
  const [first] = errors;
  if (first === undefined) return '';
  const lines = text.slice(0, first.offset).split('\n');
  return `line ${String(lines.length)}, column ${String((lines.at(-1)?.length ?? 0) + 1)}`;
}
