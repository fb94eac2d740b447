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
}

/** What the change makes of a file's text; nothing is written. */
export function planChange(
  text: string,
  { change, place, name, entry, isOurs }: ChangeOrder,
): Result<PlannedChange, EditRefusal | AppFileError> {
  const entries = entriesIn(text, place);
  if (!entries.ok) return entries;
  const there = entries.value.find((one) => one.name === name);
  if (there !== undefined && !isOurs && !startsBridge(there.value)) {
    return err({ code: 'ENTRY_TAKEN', detail: name });
  }
  const without = there === undefined ? ok({ text, edits: [] }) : withoutEntry(text, place, name);
  if (!without.ok) return without;
  const removed = changeLines(withoutMark(text), without.value.edits);
  if (change === 'disconnect') return ok({ text: without.value.text, lines: removed });
  const put = withEntry(without.value.text, place, name, entry);
  if (!put.ok) return put;
  const added = changeLines(withoutMark(without.value.text), put.value.edits);
  return ok({ text: put.value.text, lines: [...removed, ...added] });
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
