import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type {
  AppChange,
  AppChangeLine,
  AppFileRefusal,
} from '../../shared/domain/connected-app.ts';
import type { AppFileError } from './app-files.ts';
import { changeLines } from './change-lines.ts';
import type { NamedEntry, ServersPlace } from './edit/config-edit.ts';
import { entriesIn, withEntry, withoutEntry, withoutMark } from './edit/config-edit.ts';
import { isSamePlain, plainOf } from './edit/plain-value.ts';
import type { EditRefusal } from './edit/text-edit.ts';
import { startsBridge } from './our-entry.ts';

/** A file before and after a change. */
export interface PlannedChange {
  readonly text: string;
  readonly lines: readonly AppChangeLine[];
}

/** What a change is made with. */
export interface ChangeOrder {
  readonly change: AppChange;
  readonly place: ServersPlace;
  readonly name: string;
  readonly entry: Readonly<Record<string, unknown>>;
  /** Whether the entry of that name was put there by Patchbay. */
  readonly isOurs: boolean;
  /** Names of other servers that are taken out. */
  readonly moved?: readonly string[];
}

/** What the change makes of a file's text; nothing is written. */
export function planChange(
  text: string,
  { change, place, name, entry, isOurs, moved = [] }: ChangeOrder,
): Result<PlannedChange, EditRefusal | AppFileError> {
  const entries = entriesIn(text, place);
  if (!entries.ok) return entries;
  const there = entries.value.find((one) => one.name === name);
  if (there !== undefined && !isOurs && !startsBridge(there.value)) {
    return err({ code: 'ENTRY_TAKEN', detail: name });
  }
  // What is right already stays where it is.
  const stays =
    change !== 'disconnect' && there !== undefined && isSamePlain(there.value, plainOf(entry));
  const ours = there === undefined || stays ? [] : [name];
  const without = withoutAll(text, place, [...moved, ...ours]);
  if (!without.ok) return without;
  const removed = without.value.lines;
  if (change === 'disconnect' || stays) return ok({ text: without.value.text, lines: removed });
  const put = withEntry(without.value.text, place, name, entry);
  if (!put.ok) return put;
  const added = changeLines(withoutMark(without.value.text), put.value.edits);
  return ok({ text: put.value.text, lines: [...removed, ...added] });
}

function withoutAll(
  text: string,
  place: ServersPlace,
  names: readonly string[],
): Result<PlannedChange, EditRefusal> {
  let all: PlannedChange = { text, lines: [] };
  for (const name of names) {
    const next = withoutEntry(all.text, place, name);
    if (!next.ok) return next;
    const lines = changeLines(withoutMark(all.text), next.value.edits);
    all = { text: next.value.text, lines: [...all.lines, ...lines] };
  }
  return ok(all);
}

/** The names of all servers but ours. */
export const namesBeside = (entries: readonly NamedEntry[], ours: string): string[] =>
  entries.map(({ name }) => name).filter((name) => name !== ours);

/** The text of a file; undefined when it is none. A byte order mark stays. */
export function textOfBytes(bytes: Uint8Array | null): string | undefined {
  if (bytes === null) return '';
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A refusal as the window is told it. */
export function refusalOf(error: EditRefusal | AppFileError): AppFileRefusal {
  const { code, detail } = error;
  const { line = null, column = null } = error as Partial<EditRefusal>;
  return { reason: code, detail: detail.slice(0, 400), line, column };
}
