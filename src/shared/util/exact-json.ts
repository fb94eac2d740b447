import { isObject } from './is-object.ts';
import { own } from './own.ts';

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * A text read as JSON (RFC 8259) in which whole numbers that a JavaScript number cannot hold exactly
 * become bigints. Throws what `JSON.parse` throws for a text that is none.
 */
export function readExactJson(text: string): unknown {
  const plain: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return plain;
  const mark = unusedIn(text);
  const marked = text.replace(token, (part) =>
    isLargeWhole(part) ? JSON.stringify({ [mark]: part }) : part,
  );
  return JSON.parse(marked, (_key, value: unknown) => {
    const digits = isObject(value) ? own(value, mark) : undefined;
    return typeof digits === 'string' ? BigInt(digits) : value;
  });
}

/** A value as JSON with bigints written as whole numbers; undefined for what JSON has no words for. */
export function writeExactJson(value: unknown, indent?: number): string | undefined {
  let hasLarge = false;
  const plain = JSON.stringify(
    value,
    (_key, inner: unknown) => {
      if (typeof inner !== 'bigint') return inner;
      hasLarge = true;
      return String(inner);
    },
    indent,
  ) as string | undefined;
  if (plain === undefined || !hasLarge) return plain;
  const mark = unusedIn(plain);
  const marked = JSON.stringify(
    value,
    (_key, inner: unknown) => (typeof inner === 'bigint' ? `${mark}${String(inner)}` : inner),
    indent,
  );
  return marked.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

/** Whether a text is a whole number that a JavaScript number would change. */
export function isLargeWhole(text: string): boolean {
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text));
}

/** A mark that a text does not contain. */
function unusedIn(text: string): string {
  let mark = '#';
  while (text.includes(mark)) mark += '#';
  return mark;
}
