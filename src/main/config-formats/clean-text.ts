import { withoutCopyMarks } from './copy-marks.ts';

/**
 * A pasted text without what does not belong to it: no byte order mark, plain line ends and spaces,
 * no marks of the page it was copied from, and of a badge only the link behind it. Line numbers are
 * those of the original.
 */
export function cleanText(pasted: string): string {
  const text = pasted
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00A0\u202F]/g, ' ')
    .trimEnd();
  return badgeTarget(text.trim()) ?? withoutCopyMarks(text);
}

/** The address behind `[…](address)`, `[![…](…)](address)` and `<address>`. */
function badgeTarget(text: string): string | undefined {
  if (text.length > 65_536 || text.includes('\n')) return undefined;
  if (/^<[a-z][a-z0-9+.-]*:[^\s<>]+>$/i.test(text)) return text.slice(1, -1);
  if (!text.startsWith('[') || !text.endsWith(')')) return undefined;
  const at = text.lastIndexOf('](');
  const target = at === -1 ? '' : text.slice(at + 2, -1).trim();
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(target) ? target : undefined;
}
