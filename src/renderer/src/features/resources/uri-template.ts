import { err, ok } from '../../../../shared/util/result.ts';
import type { Result } from '../../../../shared/util/result.ts';
import { own } from '../../../../shared/util/own.ts';

/** A piece of a template: plain text, or variables to fill in. */
export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'expression'; readonly operator: Operator; readonly names: readonly string[] };

type Operator = '' | '+' | '#' | '.' | '/' | ';' | '?' | '&';

const operators: Readonly<Record<Operator, { first: string; between: string; named: boolean }>> = {
  '': { first: '', between: ',', named: false },
  '+': { first: '', between: ',', named: false },
  '#': { first: '#', between: ',', named: false },
  '.': { first: '.', between: '.', named: false },
  '/': { first: '/', between: '/', named: false },
  ';': { first: ';', between: ';', named: true },
  '?': { first: '?', between: '&', named: true },
  '&': { first: '&', between: '&', named: true },
};

const maxVariables = 50;

/**
 * Reads a URI template (RFC 6570 up to level 3; `*` and `:n` of level 4 are taken as plain variables).
 * Fails when a brace is left open or a name is not one. Takes time in proportion to its length.
 */
export function parseTemplate(template: string): Result<readonly TemplatePart[], 'malformed'> {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{', at);
    const literalEnd = open === -1 ? template.length : open;
    const literal = template.slice(at, literalEnd);
    if (literal.includes('}')) return err('malformed');
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    if (open === -1) break;
    const close = template.indexOf('}', open);
    const expression = close === -1 ? null : parseExpression(template.slice(open + 1, close));
    if (expression === null) return err('malformed');
    parts.push(expression);
    at = close + 1;
  }
  return variablesOf(parts).length > maxVariables ? err('malformed') : ok(parts);
}

function parseExpression(text: string): TemplatePart | null {
  const first = text.slice(0, 1);
  const operator = isOperator(first) ? first : '';
  const names = text.slice(operator.length).split(',');
  const plain = names.map((name) => name.replace(/\*$|:\d{1,4}$/, ''));
  if (!plain.every((name) => /^[\w.%-]{1,200}$/.test(name))) return null;
  return { kind: 'expression', operator, names: plain };
}

function isOperator(text: string): text is Operator {
  return text !== '' && Object.hasOwn(operators, text);
}

/** The names of the variables, each once, in the order in which they appear. */
export function variablesOf(parts: readonly TemplatePart[]): readonly string[] {
  const names = parts.flatMap((part) => (part.kind === 'expression' ? part.names : []));
  return [...new Set(names)];
}

/** The address a template stands for; variables without a value are left out (RFC 6570, 3.2). */
export function expandTemplate(
  parts: readonly TemplatePart[],
  values: Readonly<Record<string, string>>,
): string {
  return parts.map((part) => expandPart(part, values)).join('');
}

function expandPart(part: TemplatePart, values: Readonly<Record<string, string>>): string {
  if (part.kind === 'literal') return encodeAllowed(part.text);
  const { operator, names } = part;
  const { first, between, named } = operators[operator];
  const keepsReserved = operator === '+' || operator === '#';
  const filled = names.flatMap((name) => {
    const value = own(values, name);
    if (value === undefined || value === '') return [];
    const encoded = keepsReserved ? encodeAllowed(value) : encodeStrictly(value);
    return [named ? `${name}=${encoded}` : encoded];
  });
  return filled.length === 0 ? '' : first + filled.join(between);
}

/** Only unreserved characters stay as they are. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Unreserved and reserved characters and what is encoded already stay as they are. */
function encodeAllowed(text: string): string {
  return encodeURI(wellFormed(text))
    .replace(/%5B/g, '[')
    .replace(/%5D/g, ']')
    .replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');
}

// Half of a character has no UTF-8 form; encoding would throw.
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
