import type { Page } from '@playwright/test';

/**
 * What a page shows, says to a screen reader or hints at that reads as English: three words or more
 * in a row, or one word in capitals with an underscore, which is a code. What another program has
 * written is marked in the page (`code`, `pre`, `translate="no"`) and left out.
 */
export async function englishIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const foreign = 'code, pre, kbd, textarea, [translate=no], script, style';
    const english = /[A-Za-z][a-z’']+(?:[ ,:]+[a-z’']+){2,}|\b[A-Z]{3,}_[A-Z_]+\b/;
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode;
      if (parentElement !== null && !parentElement.closest(foreign)) said.push(nodeValue ?? '');
    }
    for (const element of document.querySelectorAll('*')) {
      if (element.closest(foreign)) continue;
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        said.push(element.getAttribute(name) ?? '');
    }
    return [...new Set(said.filter((text) => english.test(text)).map((text) => text.trim()))];
  });
}
