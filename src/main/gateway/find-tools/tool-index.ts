import MiniSearch from 'minisearch';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { isObject } from '../../../shared/util/is-object.ts';
import { meaningOf, stemOf, wordsIn } from './tool-words.ts';

/** A tool that can be found, under its public name. */
export interface FindableTool {
  readonly name: string;
  /** The server's own name of it. */
  readonly own: string;
  readonly server: string;
  readonly item: JsonObject;
}

/** An index over the tools of an offer. */
export interface ToolIndex {
  /** Names of those that fit, the best first. */
  find(query: string, limit: number): readonly string[];
}

/** Longer descriptions say nothing new of what a tool is for. */
const maxDescriptionChars = 1_000;
const maxParameters = 40;
const chunkTools = 250;

interface Entry {
  readonly id: string;
  readonly own: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: string;
  readonly server: string;
  readonly meaning: string;
}

/**
 * Makes an index, a few hundred tools at a time so that calls in flight go on meanwhile. A word is
 * found as it is written, by its stem, by its beginning, with a slip of the finger, and by what means
 * the same.
 */
export async function indexTools(tools: readonly FindableTool[]): Promise<ToolIndex> {
  const index = new MiniSearch<Entry>({
    fields: ['own', 'title', 'description', 'parameters', 'server', 'meaning'],
    tokenize: (text) => [...wordsIn(text)],
    processTerm: stemOf,
    searchOptions: {
      boost: { own: 1.2, title: 2, server: 1.5, meaning: 3, parameters: 0.4 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      weights: { prefix: 0.2, fuzzy: 0.2 },
      bm25: { k: 1.2, b: 0.5, d: 0.5 },
    },
  });
  await index.addAllAsync(tools.map(entryOf), { chunkSize: chunkTools });
  return {
    find(query, limit) {
      const words = wordsIn(query).slice(0, 30);
      if (words.length === 0) return [];
      const meanings = words.map((word) => meaningOf(stemOf(word)));
      const found = index.search({
        combineWith: 'OR',
        queries: [
          {
            queries: [words.join(' ')],
            fields: ['own', 'title', 'description', 'parameters', 'server'],
          },
          { queries: [meanings.join(' ')], fields: ['meaning'], prefix: false, fuzzy: false },
        ],
      });
      return found.slice(0, limit).map(({ id }) => String(id));
    },
  };
}

function entryOf({ name, own, server, item }: FindableTool): Entry {
  const text = (value: unknown): string =>
    typeof value === 'string' ? value.slice(0, maxDescriptionChars) : '';
  const title = text(item['title']);
  const description = text(item['description']);
  const essence = `${own} ${title} ${description.split(/[.\n]/, 1)[0] ?? ''}`;
  return {
    id: name,
    own,
    title,
    description,
    parameters: parametersOf(item['inputSchema']),
    server,
    meaning: wordsIn(essence)
      .map((word) => meaningOf(stemOf(word)))
      .join(' '),
  };
}

function parametersOf(schema: unknown): string {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  return isObject(properties) ? Object.keys(properties).slice(0, maxParameters).join(' ') : '';
}
