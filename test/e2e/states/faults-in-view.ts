import type { Page } from '@playwright/test';

/**
 * What does not fit in the window as it stands: sideways scrolling, what can be pressed outside the
 * window or cut at an edge, texts that run into their neighbour or are cut without a sign (an
 * ellipsis, a title) that there is more, and more than one button that stands out in one place. What
 * scrolls in a place of its own is no fault.
 */
export async function faultsInView(page: Page): Promise<readonly string[]> {
  await page.evaluate(giveMeasures);
  const found = [
    await page.evaluate(lostControls),
    await page.evaluate(cutTexts),
    await page.evaluate(runningTexts),
    await page.evaluate(rivals),
  ];
  return [...new Set(found.flat())];
}

interface Measures {
  readonly isShown: (element: Element) => boolean;
  /** The first box around an element that hides what does not fit, unless one before it scrolls. */
  readonly hiding: (element: Element | null) => Element | null;
  readonly textsIn: () => readonly Element[];
  /** Where the text of an element is, also beyond its own box. */
  readonly placeOf: (element: Element) => DOMRect;
  readonly fault: (what: string, element: Element) => string;
}
type Measuring = Window & { measures: Measures };

function giveMeasures(): void {
  const isClipped = (element: Element | null): boolean =>
    element !== null &&
    (getComputedStyle(element).clipPath !== 'none' || isClipped(element.parentElement));
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    const { visibility, opacity } = getComputedStyle(element);
    if (element.closest('[aria-hidden=true], [inert]') !== null || isClipped(element)) return false;
    // Words for screen readers alone are a pixel large.
    return width > 2 && height > 2 && visibility === 'visible' && opacity !== '0';
  };
  const hiding = (element: Element | null): Element | null => {
    if (element === null) return null;
    const { overflowX, position } = getComputedStyle(element);
    if (overflowX === 'auto' || overflowX === 'scroll') return null;
    if (overflowX === 'hidden' || overflowX === 'clip') return element;
    return position === 'fixed' ? null : hiding(element.parentElement);
  };
  const hasText = ({ nodeType, nodeValue }: Node) => nodeType === 3 && nodeValue?.trim() !== '';
  const textsIn = () =>
    [...document.querySelectorAll('body *')].filter(
      (element) => [...element.childNodes].some(hasText) && isShown(element),
    );
  const placeOf = (element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  const fault = (what: string, element: Element) => `${what}: ${element.outerHTML.slice(0, 140)}`;
  Object.assign(window, { measures: { isShown, hiding, textsIn, placeOf, fault } });
}

function lostControls(): string[] {
  const { isShown, hiding, fault } = (window as unknown as Measuring).measures;
  const isWide = document.documentElement.scrollWidth > window.innerWidth;
  const faults = isWide ? ['the window scrolls sideways'] : [];
  const pressable = 'button, a, input, textarea, [role=tab], [role=menuitem]';
  for (const element of [...document.querySelectorAll(pressable)].filter(isShown)) {
    // Tabs that have no room are scrolled to by key and wheel.
    const tabs = element.closest('[role=tablist]');
    if (tabs !== null && tabs.scrollWidth > tabs.clientWidth) continue;
    const { left, right } = element.getBoundingClientRect();
    if (left < -1 || right > window.innerWidth + 1)
      faults.push(fault('outside the window', element));
    const edge = hiding(element.parentElement)?.getBoundingClientRect();
    if (edge !== undefined && (left < edge.left - 1 || right > edge.right + 1))
      faults.push(fault('cut at an edge', element));
  }
  return faults;
}

function cutTexts(): string[] {
  const { isShown, hiding, textsIn, placeOf, fault } = (window as unknown as Measuring).measures;
  const tells = (element: Element) =>
    getComputedStyle(element).textOverflow === 'ellipsis' || element.closest('[title]') !== null;
  const texts = textsIn().filter((element) => {
    const box = hiding(element);
    if (box === null || box.scrollWidth <= box.clientWidth + 1 || tells(box)) return false;
    return placeOf(element).right > box.getBoundingClientRect().right + 1 && !tells(element);
  });
  const choices = [...document.querySelectorAll('input[readonly]')].filter(
    (field) => isShown(field) && field.scrollWidth > field.clientWidth + 1 && !tells(field),
  );
  return [...texts, ...choices].map((element) => fault('a text is cut', element));
}

function runningTexts(): string[] {
  const { isShown, textsIn, placeOf, fault } = (window as unknown as Measuring).measures;
  const runs = textsIn().filter((element) => {
    const neighbour = element.nextElementSibling;
    if (neighbour === null || element.scrollWidth <= element.clientWidth + 1) return false;
    if (getComputedStyle(element).overflowX !== 'visible' || !isShown(neighbour)) return false;
    const [mine, theirs] = [placeOf(element), neighbour.getBoundingClientRect()];
    const isBeside = mine.top < theirs.bottom && theirs.top < mine.bottom;
    return isBeside && mine.left < theirs.left && mine.right > theirs.left + 1;
  });
  return runs.map((element) => fault('a text runs into its neighbour', element));
}

function rivals(): string[] {
  const { isShown, fault } = (window as unknown as Measuring).measures;
  const standsOut = '.mantine-Button-root:is(:not([data-variant]), [data-variant="filled"])';
  const places = new Map<Element | null, Element[]>();
  for (const button of [...document.querySelectorAll(standsOut)].filter(isShown)) {
    const place = button.closest('[role=dialog], li, .pb-panel, .pb-detail, main');
    places.set(place, [...(places.get(place) ?? []), button]);
  }
  const several = [...places.values()].filter(({ length }) => length > 1);
  return several.flat().map((button) => fault('stands out beside another', button));
}
