/** Verbs and things that people and tools call by different words; the first stands for all. */
const sameWords: readonly (readonly string[])[] = [
  ['create', 'add', 'new', 'make', 'insert', 'open', 'file'],
  ['delete', 'remove', 'erase', 'drop', 'discard', 'destroy'],
  ['update', 'edit', 'change', 'modify', 'set', 'alter', 'patch', 'revise'],
  ['list', 'show', 'enumerate', 'browse', 'all'],
  ['get', 'read', 'fetch', 'view', 'retrieve', 'load', 'display', 'see'],
  ['search', 'find', 'query', 'lookup', 'locate', 'seek'],
  ['write', 'save', 'store', 'put'],
  ['move', 'rename', 'relocate'],
  ['send', 'post', 'publish', 'submit'],
  ['run', 'execute', 'start', 'launch', 'trigger'],
  ['stop', 'cancel', 'abort', 'end', 'halt'],
  ['directory', 'folder', 'dir'],
  ['image', 'picture', 'photo', 'screenshot'],
  ['issue', 'ticket', 'bug'],
  ['pr', 'pull', 'merge'],
  ['repository', 'repo', 'project'],
  ['comment', 'reply', 'note', 'remark'],
  ['user', 'person', 'people', 'member', 'account'],
  ['sum', 'plus', 'total'],
  ['environment', 'env', 'variable'],
  ['relation', 'relationship', 'edge', 'connection', 'link'],
  ['entity', 'entities', 'node', 'object'],
  ['observation', 'fact', 'memory', 'memories'],
  ['size', 'large', 'big', 'bytes'],
  ['info', 'information', 'metadata', 'details', 'stat'],
  ['text', 'content', 'contents'],
  ['multiple', 'several', 'many', 'batch'],
  ['commit', 'revision', 'changeset'],
  ['branch', 'fork'],
  ['label', 'tag'],
];

const standsFor = new Map(
  sameWords.flatMap(([first = '', ...others]) =>
    others.map((word) => [stemOf(word), stemOf(first)] as const),
  ),
);

/** Words that tell no tool from another. */
const emptyWords = new Set(
  'a an and are as at be by can do for from has have how i if in into is it its me my of on or our so some that the their them then there these this to up us use used using want was we what when where which who will with would you your please'.split(
    ' ',
  ),
);

/** The words of a text, also those inside `camelCase` and `snake_case`; what is no word is dropped. */
export function wordsIn(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !emptyWords.has(word));
}

/** A word without what only its place in a sentence gave it; English, and no more than that. */
export function stemOf(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}

/** The word that stands for a stem and all that mean the same. */
export const meaningOf = (stem: string): string => standsFor.get(stem) ?? stem;
