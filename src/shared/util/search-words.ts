const plain = /^[\0-\x7f]*$/;

/** A text as it is compared in searches: without case, accents and widths of letters. */
export function folded(text: string): string {
  // Most texts are of one kind, and taking letters apart costs ten times as much as this.
  if (plain.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words a search asks for, folded; none of them when it is blank. */
export function wordsOf(search: string | undefined): readonly string[] {
  return folded(search ?? '')
    .split(/\s+/)
    .filter(Boolean);
}

/** Whether a text holds every word, anywhere and in any order; true when there are none. */
export function holdsWords(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const where = folded(text);
  return words.every((word) => where.includes(word));
}
