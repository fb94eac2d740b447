/** How much of a text is shown at first, characters. */
export const firstChars = 200_000;

/** The beginning of a text, cut at the end of a line when one is near. */
export function beginningOf(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const lineEnd = text.lastIndexOf('\n', maxChars);
  return text.slice(0, lineEnd > maxChars / 2 ? lineEnd : maxChars);
}

/** Cuts a text into pieces of about `chars`, at ends of lines, so that only those in view are laid out. */
export function chunksOf(text: string, chars: number): readonly string[] {
  const chunks: string[] = [];
  for (let start = 0; start < text.length;) {
    const piece = beginningOf(text.slice(start, start + chars + 1), chars);
    chunks.push(piece);
    start += piece.length;
    // The end of a line stands between two pieces, each of which is a block of its own.
    if (text[start] === '\n') start += 1;
  }
  return chunks;
}
