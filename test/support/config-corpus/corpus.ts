import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { z } from 'zod';

import { fencedSnippets } from '../../../src/main/config-formats/snippets.ts';

/** A text of the corpus, and the name of the file it would be in. */
export interface CorpusText {
  readonly name: string;
  readonly text: string;
}

const fixtures = join(process.env['PATCHBAY_ROOT'] ?? process.cwd(), 'test/fixtures');
const textOf = (path: string): string => readFileSync(join(fixtures, path), 'utf8');

/** The install sections of well-known servers, written anew, by file name. */
export function readmes(): readonly CorpusText[] {
  return readdirSync(join(fixtures, 'readmes'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ name, text: textOf(`readmes/${name}`) }));
}

const endings = new Map([
  ['{', '.json'],
  ['[', '.toml'],
  ['"', '.json'],
]);

/** Everything there is: whole READMEs, each of their blocks, and each file of the cases. */
export function corpusTexts(): readonly CorpusText[] {
  const whole = readmes();
  const blocks = whole.flatMap(({ name, text }) =>
    fencedSnippets(text).map((block, at) => {
      const plain = block.text.trim();
      const ending = endings.get(plain.slice(0, 1)) ?? '.txt';
      return { name: `${name.slice(0, -3)}-${String(at)}${ending}`, text: `${plain}\n` };
    }),
  );
  const listed = z
    .array(z.object({ file: z.string() }))
    .parse(JSON.parse(textOf('config-cases/expected.json')));
  const files = [...new Set(listed.map(({ file }) => file))].map((name) => ({
    name,
    text: textOf(`config-cases/${name}`),
  }));
  return [...whole, ...blocks, ...files].filter(({ name }) => extname(name) !== '');
}
