/** An element of a page without a browser: as much of one as the first paint asks for. */
class PaintedElement {
  readonly attributes = new Map<string, string>();
  readonly children: (PaintedElement | string)[] = [];
  readonly style = { setProperty: () => undefined };
  readonly tag: string;
  readonly dataset: Record<string, string>;

  constructor(tag: string) {
    this.tag = tag;
    this.dataset = new Proxy<Record<string, string>>(
      {},
      {
        set: (_, name, value: string) => {
          this.attributes.set(`data-${String(name)}`, value);
          return true;
        },
      },
    );
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  append(...children: readonly (PaintedElement | string)[]): void {
    this.children.push(...children);
  }

  replaceChildren(...children: readonly (PaintedElement | string)[]): void {
    this.children.splice(0, Infinity, ...children);
  }
}

/** A document that makes such elements, for as long as `use` runs. */
export function withPaintedPage<T>(use: () => T): T {
  const make = (tag: string) => new PaintedElement(tag);
  const page = { createElement: make, createElementNS: (_: string, tag: string) => make(tag) };
  Object.assign(globalThis, { document: page });
  try {
    return use();
  } finally {
    Reflect.deleteProperty(globalThis, 'document');
  }
}

/** What of an element a person meets; ids, styles and who listens are the page's own affair. */
const met = [
  'class',
  'role',
  'data-tone',
  'data-state',
  'aria-current',
  'aria-selected',
  'd',
  'src',
];

/**
 * What a page shows, one line for each element that looks like something, each text and each name that
 * is read out, in their order. An element that only holds others is left out.
 */
export function outlineOfPainted(root: unknown): readonly string[] {
  if (!(root instanceof PaintedElement)) throw new Error('nothing was painted');
  return linesOf(root);
}

function linesOf(node: PaintedElement | string): readonly string[] {
  if (typeof node === 'string') return node === '' ? [] : [`“${node}”`];
  return [...lineOf(node.tag, node.attributes), ...joined(node.children).flatMap(linesOf)];
}

/** Texts side by side are one text. */
function joined(nodes: readonly (PaintedElement | string)[]): (PaintedElement | string)[] {
  const all: (PaintedElement | string)[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (typeof node === 'string' && typeof last === 'string') all[all.length - 1] = last + node;
    else all.push(node);
  }
  return all;
}

function lineOf(tag: string, attributes: ReadonlyMap<string, string>): readonly string[] {
  const kept = met.flatMap((name) => {
    const value = attributes.get(name);
    return value === undefined || value === '' ? [] : [`${name}=${value}`];
  });
  const label = attributes.get('aria-label');
  if (label !== undefined) kept.push(`label=${label}`);
  const isSomething = kept.length > 0 || ['button', 'h1', 'p', 'kbd', 'input'].includes(tag);
  return isSomething ? [[tag, ...kept].join(' ')] : [];
}

const tags =
  /<(?<end>\/?)(?<tag>[a-z0-9]+)(?<rest>(?:\s+[a-zA-Z0-9:-]+(?:="[^"]*")?)*)\s*\/?>|(?<text>[^<]+)/g;

/** The same of markup as React writes it. */
export function outlineOfMarkup(markup: string): readonly string[] {
  const lines: string[] = [];
  for (const { groups = {} } of markup.matchAll(tags)) {
    if (groups['text'] !== undefined) lines.push(`“${decoded(groups['text'])}”`);
    else if (groups['end'] === '')
      lines.push(...lineOf(groups['tag'] ?? '', attributesIn(groups['rest'])));
  }
  return lines;
}

function attributesIn(text = ''): ReadonlyMap<string, string> {
  const found = text.matchAll(/([a-zA-Z0-9:-]+)(?:="([^"]*)")?/g);
  return new Map([...found].map(([, name = '', value = '']) => [name, decoded(value)]));
}

const decoded = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
