import type { OwnCommand } from '../apps/known-app.ts';
import type { NamedEntry } from './edit/config-edit.ts';
import type { PlainValue } from './edit/plain-value.ts';
import { isSamePlain, plainOf, valueOf } from './edit/plain-value.ts';
import type { BridgeProgram } from './our-entry.ts';

/** The words that follow the program: `$name`, `$command` and `$args` are filled in. */
export function commandWords(
  words: OwnCommand['add'],
  { command, args }: BridgeProgram,
  { name, title }: { readonly name: string; readonly title: string },
): readonly string[] {
  const filled = new Map([
    ['$name', [name]],
    ['$command', [command]],
    ['$args', [...args, '--app', title]],
  ]);
  return words.flatMap((word) => filled.get(word) ?? [word]);
}

/** A command as a person would type it; for reading only, nothing is ever run from it. */
export const commandLine = (program: string, words: readonly string[]): string =>
  [program, ...words]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');

/** What an app's own command made of its file. */
export type CommandOutcome = 'done' | 'without-effect' | 'changed-others';

/**
 * Whether the app did what it was asked: `entry` is under that name, or nothing is where it is
 * undefined, and every other server means what it meant. What the app adds to our entry is its own.
 */
export function commandOutcome(
  before: readonly NamedEntry[],
  after: readonly NamedEntry[],
  name: string,
  entry: Readonly<Record<string, unknown>> | undefined,
): CommandOutcome {
  const there = after.find((one) => one.name === name)?.value;
  const isAsAsked = entry === undefined ? there === undefined : holds(there, entry);
  if (!isAsAsked) return 'without-effect';
  return isSamePlain(besides(before, name), besides(after, name)) ? 'done' : 'changed-others';
}

/** The parts that decide what is started; whether a kind is said is up to the app. */
function holds(there: PlainValue | undefined, entry: Readonly<Record<string, unknown>>): boolean {
  const asked = plainOf(entry);
  return ['command', 'args'].every((key) => {
    const [value, wanted] = [valueOf(there, key), valueOf(asked, key)];
    return value !== undefined && wanted !== undefined && isSamePlain(value, wanted);
  });
}

const besides = (entries: readonly NamedEntry[], name: string): PlainValue => ({
  map: entries.filter((one) => one.name !== name).map((one) => [one.name, one.value] as const),
});
