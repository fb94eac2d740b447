import { diffLines } from 'diff';

import type { ToolResult } from '../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../shared/util/is-object.ts';

/** One line of a comparison; lines that are the same and far from a difference are only counted. */
export type ComparedLine =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  | { readonly kind: 'left-out'; readonly count: number };

const around = 2;
const maxChars = 400_000;
const maxDifferences = 4_000;

/**
 * What differs between two texts, line by line; empty when nothing does, null when it is too much to
 * find out.
 */
export function compareTexts(then: string, now: string): readonly ComparedLine[] | null {
  if (then === now) return [];
  if (then.length + now.length > maxChars) return null;
  // A last line without its break is not another line.
  const changes = diffLines(`${then}\n`, `${now}\n`, { maxEditLength: maxDifferences });
  if (changes === undefined) return null;
  return changes.flatMap(({ added, removed, value }, index): readonly ComparedLine[] => {
    const lines = value.replace(/\n$/, '').split('\n');
    if (added || removed) {
      return lines.map((text) => ({ kind: added ? 'added' : 'removed', text }));
    }
    return shortened(lines, { isFirst: index === 0, isLast: index === changes.length - 1 });
  });
}

function shortened(
  lines: readonly string[],
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): readonly ComparedLine[] {
  const head = isFirst ? 0 : around;
  const tail = isLast ? 0 : around;
  const same = (all: readonly string[]) => all.map((text) => ({ kind: 'same' as const, text }));
  const count = lines.length - head - tail;
  if (count <= 1) return same(lines);
  return [
    ...same(lines.slice(0, head)),
    { kind: 'left-out', count },
    ...same(lines.slice(lines.length - tail)),
  ];
}

/** An answer as text that is worth comparing: its data laid out, else its texts, else all of it. */
export function answerText({ content, structuredContent }: ToolResult): string {
  if (structuredContent !== undefined) return JSON.stringify(structuredContent, null, 2) ?? '';
  const texts = content.flatMap((block) =>
    isObject(block) && block['type'] === 'text' && typeof block['text'] === 'string'
      ? [laidOut(block['text'])]
      : [],
  );
  return texts.length === content.length ? texts.join('\n') : JSON.stringify(content, null, 2);
}

/** JSON in one line would differ as a whole. */
function laidOut(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
