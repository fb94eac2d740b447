import type { DifferingSide, ImportDifference } from '../../shared/domain/import.ts';
import type { ServerDraft, ServerView } from '../../shared/domain/server.ts';
import { own } from '../../shared/util/own.ts';
import { hasAddress, isProgram, valuesOf } from '../../shared/domain/transport-kind.ts';

/** The part of a draft or a view in which two servers can differ. */
export type Shaped = Pick<ServerDraft | ServerView, 'transport' | 'auth'>;

/** Equal for servers that start the same program in the same way or contact the same address. */
export function launchShape({ transport }: Shaped): string {
  if (isProgram(transport)) {
    const { command, args, cwd } = transport;
    return JSON.stringify(['stdio', command, args, cwd ?? null]);
  }
  const place = hasAddress(transport) ? addressOf(transport.url) : transport.id;
  return JSON.stringify([transport.type, place]);
}

/**
 * Whether two servers of one {@link launchShape} are the same: values, headers and sign-in too. Says
 * what {@link differences} says, and is cheap enough to ask for each pair of a thousand.
 */
export function isSameServer(found: Shaped, mine: Shaped): boolean {
  if (found.auth.type !== mine.auth.type) return false;
  const one = valuesOf<Value>(found.transport);
  const other = valuesOf<Value>(mine.transport);
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => isSameValue(own(one, name), own(other, name)));
}

/**
 * Where a found server differs from the one that is there. A secret that cannot be seen here is taken
 * to equal any other, and of a value that is a secret on one side neither side is shown.
 */
export function differences(found: Shaped, mine: Shaped): readonly ImportDifference[] {
  return [...launchDifferences(found.transport, mine.transport), ...authDifference(found, mine)];
}

type Transport = Shaped['transport'];

function launchDifferences(found: Transport, mine: Transport): readonly ImportDifference[] {
  if (isProgram(found) && isProgram(mine))
    return [
      ...partsDiffer('command', [found.command], [mine.command]),
      ...partsDiffer('arguments', found.args, mine.args),
      ...partsDiffer('folder', some(found.cwd), some(mine.cwd)),
      ...valuesDiffer('environment', found.env, mine.env),
    ];
  const type = partsDiffer('transport', [found.type], [mine.type]);
  if (!hasAddress(found) || !hasAddress(mine)) return type;
  const isSameAddress = addressOf(found.url) === addressOf(mine.url);
  return [
    ...type,
    ...(isSameAddress ? [] : partsDiffer('address', [found.url], [mine.url])),
    ...valuesDiffer('headers', found.headers, mine.headers),
  ];
}

const authDifference = ({ auth }: Shaped, mine: Shaped): readonly ImportDifference[] =>
  partsDiffer('auth', [auth.type], [mine.auth.type]);

const some = (text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : [text];

function partsDiffer(
  field: ImportDifference['field'],
  found: readonly string[],
  mine: readonly string[],
): readonly ImportDifference[] {
  if (JSON.stringify(found) === JSON.stringify(mine)) return [];
  return [{ field, name: '', mine: textSide(mine), found: textSide(found) }];
}

const textSide = (parts: readonly string[]): DifferingSide =>
  parts.length === 0 ? { kind: 'absent' } : { kind: 'text', parts: [...parts] };

interface Value {
  readonly kind: 'text' | 'secret';
  readonly text?: string;
  /** Of a secret, only where it was just read. */
  readonly value?: string | undefined;
}
type Values = Readonly<Record<string, Value>>;

function valuesDiffer(
  field: ImportDifference['field'],
  found: Values,
  mine: Values,
): readonly ImportDifference[] {
  const names = new Set([...Object.keys(mine), ...Object.keys(found)]);
  return [...names].flatMap((name): readonly ImportDifference[] => {
    const [one, other] = [own(found, name), own(mine, name)];
    if (isSameValue(one, other)) return [];
    const isHidden = one?.kind === 'secret' || other?.kind === 'secret';
    return [{ field, name, mine: valueSide(other, isHidden), found: valueSide(one, isHidden) }];
  });
}

function isSameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [a, b] = [contentOf(one), contentOf(other)];
  return a === undefined || b === undefined || a === b;
}

const contentOf = (value: Value): string | undefined =>
  value.kind === 'text' ? value.text : value.value;

function valueSide(value: Value | undefined, isHidden: boolean): DifferingSide {
  if (value === undefined) return { kind: 'absent' };
  return isHidden ? { kind: 'secret' } : textSide([value.text ?? '']);
}

/** Host in lower case and without a closing slash, as every app writes it differently. */
function addressOf(url: string): string {
  const [, origin = '', rest = ''] = /^([a-z]+:\/\/[^/?#]*)([^]*)$/i.exec(url) ?? [url, url, ''];
  return origin.toLowerCase() + rest.replace(/\/$/, '');
}
