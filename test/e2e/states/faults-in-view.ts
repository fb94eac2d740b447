import type { Page } from '@playwright/test';

/**
 * What does not fit in the window as it stands: sideways scrolling, what can be pressed outside the
 * window or cut at an edge, and texts that are cut without a sign (an ellipsis, a title) that there
 * is more. What scrolls in a place of its own is no fault.
 */
export async function faultsInView(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const say = (what: string, element: Element) =>
      faults.push(`${what}: ${element.outerHTML.slice(0, 140)}`);
    const isShown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      const { visibility, clipPath, opacity } = getComputedStyle(element);
      // Words for screen readers alone are a pixel large.
      return (
        width > 2 &&
        height > 2 &&
        visibility === 'visible' &&
        clipPath === 'none' &&
        opacity !== '0'
      );
    };
    const hides = (value: string) => value === 'hidden' || value === 'clip';
    const isAside = (element: Element) => element.closest('[aria-hidden=true], [inert]') !== null;

    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth) faults.push('the window scrolls sideways');

    for (const element of document.querySelectorAll(
      'button, a, input, textarea, [role=tab], [role=menuitem]',
    )) {
      if (!isShown(element) || isAside(element)) continue;
      const tabs = element.closest('[role=tablist]');
      if (tabs !== null && tabs.scrollWidth > tabs.clientWidth) continue;
      const { left, right } = element.getBoundingClientRect();
      if (left < -1 || right > window.innerWidth + 1) say('outside the window', element);
      for (let box = element.parentElement; box !== null; box = box.parentElement) {
        const { overflowX, position } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        if (overflowX === 'auto' || overflowX === 'scroll') break;
        if (hides(overflowX) && (left < edge.left - 1 || right > edge.right + 1))
          say('cut at an edge', element);
        if (position === 'fixed') break;
      }
    }

    for (const element of document.querySelectorAll('body *')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.nodeValue?.trim(),
      );
      if (!hasText || !isShown(element) || isAside(element)) continue;
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
        if (!hides(style.overflowX) || box.scrollWidth <= box.clientWidth + 1) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        const isCut = range.getBoundingClientRect().right > box.getBoundingClientRect().right + 1;
        const isTold = style.textOverflow === 'ellipsis' || element.closest('[title]') !== null;
        if (isCut && !isTold) say('a text is cut', element);
        break;
      }
    }
    return [...new Set(faults)];
  });
}
