import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const pagesIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
const pages = [
  ...['ARCHITECTURE.md', 'CONTRIBUTING.md', 'GLOSSARY.md', 'README.md'],
  ...pagesIn('docs'),
  ...pagesIn('docs/mechanisms'),
];

/** Files and folders of the project that a page names, between backticks and in links. */
function namedIn(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const code = [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => /^(?:src|test|scripts|bench|packaging|docs)\/[\w./-]+$/.test(path));
  const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, path = '']) =>
    join(page, '..', path),
  );
  return [...code, ...links];
}

test('pages name enough for this to mean something', () => {
  expect(pages.length).toBeGreaterThan(20);
  expect(namedIn('docs/mechanisms/connections.md').length).toBeGreaterThan(15);
});

test.each(pages)('what %s names is there', (page) => {
  expect(namedIn(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
