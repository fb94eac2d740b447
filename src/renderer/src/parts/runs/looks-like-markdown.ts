/**
 * Longest text that is laid out as Markdown, characters; a longer one stays text. The time it
 * takes to read one grows with the square of some texts (quotes in quotes, lists in lists): of this
 * length the worst that is known holds the window for less than a quarter of a second.
 */
export const maxMarkdownChars = 20_000;

// Each looks at a character a bounded number of times: a text may be made to be slow to look at.
const marks = [
  /^#{1,6} \S/m,
  /^\s{0,3}(?:[-*+]|\d{1,9}\.) \S.*\n\s{0,3}(?:[-*+]|\d{1,9}\.) \S/m,
  /^\s{0,3}(?:```|~~~)/m,
  /\|[^|\n\r\u2028\u2029]*\n\s*(?:\|\s*)?:?-{3}/,
  /^> \S/m,
  /\[[^\]\n]{1,500}\]\([^)\s]{1,2000}\)/,
  /\*\*[^*\n]+\*\*/,
];

/** Whether a text seems to be written in Markdown, so that looking at it laid out is worth a button. */
export function looksLikeMarkdown(text: string): boolean {
  if (text.length > maxMarkdownChars) return false;
  return marks.some((mark) => mark.test(text));
}
