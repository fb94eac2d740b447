import type { AppChangeLine } from '../../shared/domain/connected-app.ts';
import type { TextEdit } from './edit/text-edit.ts';

const maxLineChars = 300;

/**
 * An edit as a person reads it. What is put in is shown as it is; of what was there before only
 * names and brackets, since its values may be secret.
 */
export function changeLines(text: string, edits: readonly TextEdit[]): AppChangeLine[] {
  const inOrder = [...edits].sort((a, b) => a.offset - b.offset);
  let shift = 0;
  const lines = inOrder.flatMap((edit) => {
    const shown = linesOfEdit(text, edit, shift);
    shift += lineCount(edit.text) - lineCount(text.slice(edit.offset, edit.offset + edit.length));
    return shown;
  });
  return lines;
}

const lineCount = (text: string): number => text.split('\n').length - 1;

function linesOfEdit(text: string, edit: TextEdit, shift: number): AppChangeLine[] {
  const before = text.slice(0, edit.offset);
  const line = lineCount(before) + 1;
  const current = text.slice(before.lastIndexOf('\n') + 1).split(/\r?\n/, 1)[0] ?? '';
  if (edit.length > 0)
    return removedLines(text.slice(edit.offset, edit.offset + edit.length), line);
  if (!edit.text.includes('\n')) {
    const at = line + shift;
    if (edit.text !== ',')
      return [same(at, current), { kind: 'added', line: at, text: cut(edit.text) }];
    return [
      { kind: 'removed', line, text: covered(current) },
      { kind: 'added', line: at, text: `${covered(current)},` },
    ];
  }
  const isAtStart = before === '' || before.endsWith('\n');
  const rows = edit.text.split(/\r?\n/);
  const added = isAtStart ? rows.slice(0, -1) : rows.slice(1);
  const first = line + shift + (isAtStart ? 0 : 1);
  const shown = added.map((row, at): AppChangeLine => {
    const isRest = !isAtStart && at === added.length - 1 && row.trim() === '';
    return { kind: isRest ? 'same' : 'added', line: first + at, text: cut(row) };
  });
  return isAtStart ? shown : [same(line + shift, current), ...shown];
}

function removedLines(removed: string, line: number): AppChangeLine[] {
  if (removed === ',') return [];
  const rows = removed.split(/\r?\n/);
  return rows.flatMap((row, at): AppChangeLine[] =>
    row.trim() === '' ? [] : [{ kind: 'removed', line: line + at, text: covered(row) }],
  );
}

const same = (line: number, text: string): AppChangeLine => ({
  kind: 'same',
  line,
  text: covered(text),
});

/** A line of somebody's own: its name and brackets, and three dots for what it says. */
export function covered(line: string): string {
  const [, head = '', rest = ''] =
    /^(\s*(?:-\s+)?(?:"[^"]{0,100}"|'[^']{0,100}'|[\w.-]{1,100})?\s*[:=]?\s*)(.*)$/s.exec(line) ??
    [];
  if (/^\s*\[\[?[\w."'-]+\]\]?\s*$/.test(line)) return cut(line);
  if (!/[:=]\s*$/.test(head)) return /^[\s{}[\],]*$/.test(line) ? cut(line) : `${indentOf(line)}…`;
  return cut(head + (/^[\s{}[\],]*$/.test(rest) ? rest : '…'));
}

const indentOf = (line: string): string => /^\s*/.exec(line)?.[0].slice(0, 40) ?? '';

const cut = (text: string): string =>
  text.length <= maxLineChars ? text : `${text.slice(0, maxLineChars)}…`;
