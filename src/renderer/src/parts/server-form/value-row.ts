import type { DraftValue, ShownValue } from '../../../../shared/domain/server.ts';

/** A named value in a form. A secret left blank keeps what is stored. */
export interface ValueRow {
  readonly id: number;
  readonly name: string;
  readonly isSecret: boolean;
  readonly text: string;
  /** A value is stored already. */
  readonly isSet: boolean;
}

let lastRowId = 0;

/** A number that no other row of the window has, to tell rows apart while they are edited. */
export function newRowId(): number {
  lastRowId += 1;
  return lastRowId;
}

/** Rows for named values. */
export function toRows(
  values: Readonly<Record<string, ShownValue | DraftValue>>,
): readonly ValueRow[] {
  return Object.entries(values).map(([name, value]) => toRow(name, value));
}

/** The row of one value. */
export function toRow(name: string, value: ShownValue | DraftValue): ValueRow {
  const id = newRowId();
  if (value.kind === 'text') return { id, name, isSecret: false, text: value.text, isSet: false };
  const text = 'value' in value ? (value.value ?? '') : '';
  return { id, name, isSecret: true, text, isSet: 'isSet' in value && value.isSet };
}

/** The values of rows; those without a name are left out. */
export function fromRows(rows: readonly ValueRow[]): Record<string, DraftValue> {
  const named = rows.filter(({ name }) => name.trim() !== '');
  return Object.fromEntries(named.map((row) => [row.name.trim(), fromRow(row)]));
}

/** The value of a row; a secret left blank keeps what is stored. */
export function fromRow({ isSecret, text }: ValueRow): DraftValue {
  if (!isSecret) return { kind: 'text', text };
  return text === '' ? { kind: 'secret' } : { kind: 'secret', value: text };
}
