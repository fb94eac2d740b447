/**
 * The first characters of a text, at most `maxChars` UTF-16 units of it; never half of a character
 * that takes two of them.
 */
export function cutText(text: string, maxChars: number): string {
  const cut = text.slice(0, maxChars);
  const isSplit = cut.length < text.length && /[\ud800-\udbff]$/.test(cut);
  return isSplit && /^[\udc00-\udfff]/.test(text.slice(maxChars)) ? cut.slice(0, -1) : cut;
}

/** A text with an ending behind it, the text cut so that both fit in `maxChars`. */
export function withEnding(text: string, ending: string, maxChars: number): string {
  return cutText(text, maxChars - ending.length).trimEnd() + ending;
}
