import { redactedMark } from '../../kernel/redactor.ts';
import { isJsonObject } from './raw-answer.ts';

/**
 * Keeps a server's own secrets out of what it says, and lets it be spoken to in its own words all
 * the same: what comes in is covered once, at the border, and what goes back is uncovered.
 */
export interface AnswerCover {
  /**
   * The value with every secret in its texts and names blanked; the very same value when there is
   * none. A name that is one plain word stays, or a secret could take the answer apart. What is nested deeper than any honest answer becomes null.
   */
  cover<T>(value: T): T;
  /** The value with each text that is one the server sent, covered, as it was sent. */
  uncover<T>(value: T): T;
  /** The same for an address, which may have been made of a covered template. */
  uncoverUri(uri: string): string;
}

/** Names that give an answer its shape, whatever a secret is. */
const keyword = /^[$_]?[A-Za-z]{1,24}$/;

const maxDepth = 1_000;
const maxRemembered = 20_000;
const maxTemplates = 2_000;

/** Covers with what `redactText` blanks at that moment; remembers what it covered. */
export function createAnswerCover(redactText: (text: string) => string): AnswerCover {
  /** What was sent, by what is shown; null where two are shown alike. */
  const sent = new Map<string, string | null>();
  const templates = new Map<string, string>();

  const coverText = (text: string): string => {
    const covered = redactText(text);
    if (covered === text) return text;
    const known = sent.get(covered);
    if (known === undefined && sent.size >= maxRemembered) return covered;
    sent.set(covered, known === undefined || known === text ? text : null);
    if (text.includes('{') && templates.size < maxTemplates) templates.set(covered, text);
    return covered;
  };
  const uncoverText = (text: string): string => sent.get(text) ?? text;

  return {
    cover: (value) => mapTexts(value, coverText),
    uncover: (value) => (sent.size === 0 ? value : mapTexts(value, uncoverText)),
    uncoverUri(uri) {
      const known = sent.get(uri);
      if (typeof known === 'string') return known;
      if (!uri.includes(redactedMark) && !uri.includes(encodedMark)) return uri;
      for (const [covered, template] of templates) {
        const filled = refilled(uri, covered, template);
        if (filled !== undefined) return filled;
      }
      return uri;
    },
  };
}

const encodedMark = encodeURI(redactedMark);

/** The address that `template` makes with the values that `covered` has in `uri`. */
function refilled(uri: string, covered: string, template: string): string | undefined {
  const [shown, real] = [covered, template].map((text) => text.split(/\{[^{}]*\}/));
  if (shown === undefined || real === undefined || shown.length !== real.length) return undefined;
  const plain = uri.replaceAll(encodedMark, redactedMark);
  if (!plain.startsWith(shown[0] ?? '') || !plain.endsWith(shown.at(-1) ?? '')) return undefined;
  let filled = real[0] ?? '';
  let from = (shown[0] ?? '').length;
  for (const [index, literal] of shown.entries()) {
    if (index === 0) continue;
    const isLast = index === shown.length - 1;
    const to = isLast ? plain.length - literal.length : plain.indexOf(literal, from);
    if (to < from) return undefined;
    filled += plain.slice(from, to) + (real[index] ?? '');
    from = to + literal.length;
  }
  return filled;
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
  return mapped(value, change, 0) as T;
}

function mapped(value: unknown, change: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return null;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapped(item, change, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  let isChanged = false;
  const next = entries.map(([key, item]): [string, unknown] => {
    const name = keyword.test(key) ? key : change(key);
    const pair: [string, unknown] = [name, mapped(item, change, depth + 1)];
    isChanged ||= pair[0] !== key || pair[1] !== item;
    return pair;
  });
  return isChanged ? Object.fromEntries(next) : value;
}
