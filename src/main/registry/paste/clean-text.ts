import type { Problem } from '../../../shared/domain/server.ts';
import { pasteWarning } from './problem.ts';

/** A pasted text without what does not belong to it; line numbers are those of the original. */
export interface CleanText {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * Removes a byte order mark, normalises line ends and unusual spaces, and, in a piece of Markdown,
 * keeps only the first fenced snippet or the link behind a badge.
 */
export function cleanText(pasted: string): CleanText {
  const text = pasted
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00A0\u202F]/g, ' ')
    .trimEnd();
  return insideFence(text) ?? { text: badgeTarget(text.trim()) ?? text, problems: [] };
}

function insideFence(text: string): CleanText | undefined {
  const lines = text.split('\n');
  const open = lines.findIndex((line) => /^\s{0,8}(?:```|~~~)/.test(line));
  if (open === -1) return undefined;
  const fence = /```+|~~~+/.exec(lines[open] ?? '')?.[0] ?? '```';
  const closeAt = lines.findIndex((line, at) => at > open && line.trim().startsWith(fence));
  const close = closeAt === -1 ? lines.length : closeAt;
  const isInside = (at: number): boolean => at > open && at < close;
  const hasOther = lines.some((line, at) => (at < open || at > close) && line.trim() !== '');
  const message = 'Only the first snippet was read; the text around it was left out.';
  return {
    // Emptied, not removed, so that lines keep their numbers.
    text: lines
      .map((line, at) => (isInside(at) ? line : ''))
      .join('\n')
      .trimEnd(),
    problems: hasOther ? [pasteWarning('TEXT_IGNORED', '', message, open + 1)] : [],
  };
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
