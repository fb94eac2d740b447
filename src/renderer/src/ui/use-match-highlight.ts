import './match-highlight.css';

import { useEffect } from 'react';
import type { RefObject } from 'react';

import { wordsOf } from '../../../shared/util/search-words.ts';
import { matchRanges } from './match-ranges.ts';

const highlightName = 'pb-match';
/** More than this is never in view at once. */
const maxTexts = 400;

/**
 * Marks what a search matched in the texts that `selector` finds, after each time a list was drawn.
 * The marks are painted over the page and add nothing to it, so that a list filters as quickly.
 */
export function useMatchHighlight(
  list: RefObject<HTMLElement | null>,
  search: string,
  selector: string,
): void {
  useEffect(() => {
    const words = wordsOf(search);
    if (words.length === 0 || list.current === null || !('highlights' in CSS)) return undefined;
    const known = CSS.highlights.get(highlightName) ?? new Highlight();
    CSS.highlights.set(highlightName, known);
    const ranges = rangesIn(list.current.querySelectorAll(selector), words);
    for (const range of ranges) known.add(range);
    return () => {
      for (const range of ranges) known.delete(range);
    };
  });
}

function rangesIn(found: Iterable<Element>, words: readonly string[]): readonly Range[] {
  const texts = [...found].slice(0, maxTexts).flatMap(textsIn);
  return texts.flatMap((text) =>
    matchRanges(text.data, words).map(([start, end]) => {
      const range = new Range();
      range.setStart(text, start);
      range.setEnd(text, end);
      return range;
    }),
  );
}

function textsIn(element: Element): readonly Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode() !== null) texts.push(walker.currentNode as Text);
  return texts;
}
