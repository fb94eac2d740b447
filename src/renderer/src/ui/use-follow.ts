import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

const nearPx = 24;
/** A scroll this soon after a wheel, key or press is a person's; ms. */
const handMs = 1_000;

/**
 * Keeps a scrolled element at its end while it grows and `isFollowing`, from its first frame on.
 * Answers with what listens to its scrolling: a person who goes up ends the following, and who comes
 * back to the end takes it up again. Rows that turn out higher than expected scroll too, and mean
 * nothing.
 */
export function useFollow(
  element: RefObject<HTMLElement | null>,
  heightPx: number,
  isFollowing: boolean,
  onFollowing: (isFollowing: boolean) => void,
): () => void {
  const lastTopPx = useRef(0);
  const handUntil = useRef(-Infinity);
  useLayoutEffect(() => {
    if (isFollowing) toEnd(element.current);
  }, [element, isFollowing, heightPx]);
  useEffect(() => {
    const { current } = element;
    if (current === null || !isFollowing) return;
    // What is measured after a frame changes the height without anything being drawn anew.
    const observer = new ResizeObserver(() => toEnd(current));
    observer.observe(current);
    for (const inner of current.children) observer.observe(inner);
    return () => observer.disconnect();
  }, [element, isFollowing]);
  useEffect(() => {
    const { current } = element;
    // A scroll bar that is held says nothing until it is let go.
    const note = (event: Event) => {
      handUntil.current = event.type === 'pointerdown' ? Infinity : performance.now() + handMs;
    };
    for (const kind of hands) current?.addEventListener(kind, note, { passive: true });
    return () => {
      for (const kind of hands) current?.removeEventListener(kind, note);
    };
  }, [element]);
  return () => {
    const { current } = element;
    if (current === null) return;
    const { scrollTop, scrollHeight, clientHeight } = current;
    const isByHand = performance.now() < handUntil.current;
    if (scrollHeight - scrollTop - clientHeight < nearPx) onFollowing(true);
    else if (isByHand && scrollTop < lastTopPx.current) onFollowing(false);
    else if (isFollowing && !isByHand) toEnd(current);
    lastTopPx.current = current.scrollTop;
  };
}

const hands = ['wheel', 'touchmove', 'keydown', 'pointerdown', 'pointerup'] as const;

function toEnd(element: HTMLElement | null): void {
  if (element !== null) element.scrollTop = element.scrollHeight;
}
