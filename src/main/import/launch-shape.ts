import type { ImportState } from '../../shared/domain/import.ts';
import type { ServerDraft, ServerView } from '../../shared/domain/server.ts';

/** The part of a draft or a view in which two servers can differ. */
export type Shaped = Pick<ServerDraft | ServerView, 'transport' | 'auth'>;

/** A field in which a found server is not like the one that is there. */
export type Difference = Extract<ImportState, { kind: 'differs' }>['fields'][number];

/** Equal for servers that start the same program in the same way or contact the same address. */
export function launchShape({ transport }: Shaped): string {
  if (transport.type === 'stdio') {
    const { command, args, cwd } = transport;
    return JSON.stringify(['stdio', command, args, cwd ?? null]);
  }
  if (transport.type === 'built-in') return JSON.stringify(['built-in', transport.id]);
  return JSON.stringify([transport.type, addressOf(transport.url)]);
}

/** Where two servers differ. A secret that cannot be seen here is taken to equal any other. */
export function differences(one: Shaped, other: Shaped): readonly Difference[] {
  const found: Difference[] = [];
  const note = (field: Difference, isEqual: boolean): void => {
    if (!isEqual) found.push(field);
  };
  const [a, b] = [one.transport, other.transport];
  if (a.type === 'stdio' && b.type === 'stdio') {
    note('command', a.command === b.command);
    note('arguments', JSON.stringify(a.args) === JSON.stringify(b.args));
    note('folder', (a.cwd ?? '') === (b.cwd ?? ''));
    note('environment', hasSameValues(a.env, b.env));
  } else if ('url' in a && 'url' in b) {
    note('transport', a.type === b.type);
    note('address', addressOf(a.url) === addressOf(b.url));
    note('headers', hasSameValues(a.headers, b.headers));
  } else note('transport', a.type === b.type);
  note('auth', one.auth.type === other.auth.type);
  return found;
}

interface Value {
  readonly kind: 'text' | 'secret';
  readonly text?: string;
  /** Of a secret, only where it was just read. */
  readonly value?: string | undefined;
}
type Values = Readonly<Record<string, Value>>;

function hasSameValues(one: Values, other: Values): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => {
    const [a, b] = [contentOf(one[name]), contentOf(other[name])];
    return name in other && (a === undefined || b === undefined || a === b);
  });
}

const contentOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'text' ? value.text : value?.value;

/** Host in lower case and without a closing slash, as every app writes it differently. */
function addressOf(url: string): string {
  const [, origin = '', rest = ''] = /^([a-z]+:\/\/[^/?#]*)([^]*)$/i.exec(url) ?? [url, url, ''];
  return origin.toLowerCase() + rest.replace(/\/$/, '');
}
