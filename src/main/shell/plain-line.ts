// Characters that could end a line, hide text or turn its direction where the desktop draws it.
const unsafe = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Any text as one harmless line, for places that the desktop draws; a cut is marked. */
export function plainLine(text: string, maxCharacters: number): string {
  const line = text.replace(unsafe, ' ').replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  if (characters.length <= maxCharacters) return line;
  return `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
