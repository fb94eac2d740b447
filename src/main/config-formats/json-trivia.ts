/** The offset of the first character that is neither white space nor inside a JSONC comment. */
export function afterTrivia(text: string): number {
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
    const end = endOfComment(text, at);
    if (end === undefined) return at;
    at = end;
  }
}

function endOfComment(text: string, at: number): number | undefined {
  const terminator = text.startsWith('//', at)
    ? '\n'
    : text.startsWith('/*', at)
      ? '*/'
      : undefined;
  if (terminator === undefined) return undefined;
  const end = text.indexOf(terminator, at + 2);
  return end === -1 ? text.length : end + terminator.length;
}
