// Takes pictures of every page, dialog and state of the real window, in every language, size and
// colour, into test-results/look, and says what does not fit. Chinese and Japanese need a font that
// has them, such as Noto Sans CJK. `npm run look -- pages` takes one part; PATCHBAY_LOOK_ALL=1 takes
// every combination instead of a choice of them.
process.env.PATCHBAY_LOOK = '1';
const files = new Map([
  ['pages', 'test/e2e/axe-pages.e2e.ts'],
  ['dialogs', 'test/e2e/axe-dialogs.e2e.ts'],
  ['crowded', 'test/e2e/crowded.look.ts'],
]);
const parts = process.argv.slice(2);
const chosen = (parts.length > 0 ? parts : [...files.keys()]).map(
  (part) => files.get(part) ?? part,
);
process.argv.splice(2, Infinity, '--only', 'e2e', '--', ...chosen);
await import('./test.mjs');
