const entities: ReadonlyMap<string, string> = new Map([
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['amp', '&'],
]);

/**
 * A text without the marks of where it was copied: `>` before every line of a reply, the numbers of
 * an editor's or a page's lines, and HTML around and inside of code. Lines keep their places.
 */
export function withoutCopyMarks(text: string): string {
  return withoutHtml(withoutNumbers(withoutQuotes(text)));
}

function withoutQuotes(text: string): string {
  const lines = text.split('\n');
  const said = lines.filter((line) => line.trim() !== '');
  const isQuoted = said.length > 1 && said.every((line) => /^\s{0,3}>/.test(line));
  return isQuoted ? lines.map((line) => line.replace(/^\s{0,3}> ?/, '')).join('\n') : text;
}

/** Numbers that count the lines, from any on, with a blank, a tab or a bar behind. */
function withoutNumbers(text: string): string {
  const lines = text.split('\n');
  const numbered = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*(\d{1,4})(?:\s*[|│:])?(?=\s|$)/.exec(line));
  const [first] = numbered;
  if (first == null || numbered.length < 3) return text;
  const from = Number(first[1]);
  if (!numbered.every((found, at) => Number(found?.[1]) === from + at)) return text;
  return lines.map((line) => line.replace(/^\s*\d{1,4}(?:\s*[|│:])?[ \t]?/, '')).join('\n');
}

function withoutHtml(text: string): string {
  if (!/&quot;|<\/?(?:pre|code)\b[^>\n]{0,200}>/.test(text)) return text;
  return text
    .replace(/<\/?(?:pre|code|span|div|p|br|button|b|i|em|strong)\b[^>\n]{0,500}>/gi, '')
    .replace(/&(#39|[a-z]{2,5});/g, (whole, name: string) => entities.get(name) ?? whole);
}
