/** Shorter values are too common in ordinary text to be told from it. */
const minSecretLength = 4;

/** Shortest part of an encoded text that is taken for a secret inside it. */
const minInnerLength = 8;

/** What stands in the place of a secret. */
export const redactedMark = '•••';

/** Replaces secrets in a text. */
export type Redactor = (text: string) => string;

/**
 * A function that replaces every one of `secrets` by `•••` in one pass: as it is, without the blanks
 * around it or the word before it (`Bearer`), line by line when it has several, and as it looks
 * inside JSON, inside a URL and in base64 (also base64url, and with other text before and after, as
 * in basic credentials). Values under four characters are left.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const plain = new Set<string>();
  const inner = new Set<string>();
  const parts = secrets.flatMap(partsOf).filter(({ length }) => length >= minSecretLength);
  for (const part of parts) {
    for (const form of formsOf(part)) plain.add(form);
    for (const core of innerForms(part)) if (core.length >= minInnerLength) inner.add(core);
  }
  if (plain.size === 0) return (text) => text;
  // A secret may contain another one: the longest goes first.
  const alternatives = [
    ...[...plain].map((form) => [form.length, escaped(form)] as const),
    // What is left of the last character's bits goes along.
    ...[...inner].map((core) => [core.length, `${escaped(core)}[\\w+/=-]{0,2}`] as const),
  ].sort(([one], [other]) => other - one);
  const pattern = new RegExp(alternatives.map(([, source]) => source).join('|'), 'g');
  return (text) => text.replace(pattern, redactedMark);
}

/** The texts a secret is known by. */
function partsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 8);
  const [, bare] = /^\s*(?:Bearer|Basic|Token|ApiKey)\s+(\S+)\s*$/i.exec(secret) ?? [];
  return [secret, secret.trim(), ...lines, ...(bare === undefined ? [] : [bare])];
}

function formsOf(part: string): readonly string[] {
  const base64 = Buffer.from(part, 'utf8').toString('base64');
  const inUrl = encodeQuietly(part);
  const inJson = JSON.stringify(part).slice(1, -1);
  return [
    part,
    inJson,
    // A text that holds JSON, as part of JSON.
    JSON.stringify(inJson).slice(1, -1),
    inUrl,
    inUrl.replaceAll('%20', '+'),
    inUrl.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    base64,
    base64.replaceAll('=', ''),
    Buffer.from(part, 'utf8').toString('base64url'),
  ];
}

/** What stays the same of a text's base64, whatever comes before and after it. */
function innerForms(part: string): readonly string[] {
  const bytes = Buffer.from(part, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const first = Math.ceil((offset * 8) / 6);
    const core = encoded.slice(first, Math.floor(((offset + bytes.length) * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

// Half of a surrogate pair cannot be encoded.
function encodeQuietly(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}
