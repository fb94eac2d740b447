const maxNamed = 3;

/** The first few titles in one line; of a thousand nobody wants to read more. */
export function firstTitles(all: readonly { readonly title: string }[]): string {
  const named = all.slice(0, maxNamed).map(({ title }) => title);
  return named.join(', ') + (all.length > maxNamed ? '…' : '');
}
