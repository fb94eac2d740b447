import { useLayoutEffect, useRef, type RefObject } from 'react';

const nearPx = 24;

/**
 * Keeps a scrolled element at its end while it grows and `isFollowing`. Answers with what listens to
 * its scrolling: going up ends the following, going back to the end takes it up again.
 */
export function useFollow(
  element: RefObject<HTMLElement | null>,
  heightPx: number,
  isFollowing: boolean,
  onFollowing: (isFollowing: boolean) => void,
): () => void {
  const lastTopPx = useRef(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (isFollowing && current !== null) current.scrollTop = current.scrollHeight;
  }, [element, isFollowing, heightPx]);
  return () => {
    const { current } = element;
    if (current === null) return;
    const { scrollTop, scrollHeight, clientHeight } = current;
    if (scrollHeight - scrollTop - clientHeight < nearPx) onFollowing(true);
    else if (scrollTop < lastTopPx.current) onFollowing(false);
    lastTopPx.current = scrollTop;
  };
}
