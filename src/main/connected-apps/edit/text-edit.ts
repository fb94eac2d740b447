/** Characters that are put in, or taken out, at one place of a text; offsets are UTF-16 units. */
export interface TextEdit {
  readonly offset: number;
  /** How many characters are taken out; 0 when some are only put in. */
  readonly length: number;
  readonly text: string;
}

/** Why a settings file is left as it is. */
export interface EditRefusal {
  readonly code:
    /** It cannot be read as what it should be; half of it may be missing. */
    | 'CONFIG_INVALID'
    /** It can be read, but is written in a way in which nothing can be put in or out for certain. */
    | 'CONFIG_SHAPE'
    /** A block is there twice, and apps differ in which of them counts. */
    | 'CONFIG_DUPLICATE_KEY';
  /** In the parser's words, or the path meant; never a value of the file. */
  readonly detail: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

/** Puts text in at one place. */
export const putIn = (offset: number, text: string): TextEdit => ({ offset, length: 0, text });

/** Takes the characters from `start` up to `end` out. */
export const takeOut = (start: number, end: number): TextEdit => ({
  offset: start,
  length: end - start,
  text: '',
});

/** The text after all edits, which do not overlap; those of one place stand in their order. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const inOrder = edits
    .map((edit, at) => ({ edit, at }))
    .sort((a, b) => a.edit.offset - b.edit.offset || a.at - b.at);
  let result = '';
  let done = 0;
  for (const { edit } of inOrder) {
    result += text.slice(done, edit.offset) + edit.text;
    done = Math.max(done, edit.offset + edit.length);
  }
  return result + text.slice(done);
}

/** How the text ends its lines: as its first line does. */
export const lineEndOf = (text: string): string =>
  /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';

/** White space at the start of the line that has `offset` in it. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Whether only white space stands between the start of the line and `offset`. */
export const isFirstOnLine = (text: string, offset: number): boolean =>
  text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';

/** Where the white space before `offset` begins. */
export function beforeSpace(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[ \t\r\n]/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** Where the line of `offset` ends, its line end not included. */
export function lineEndAt(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return text.charAt(end - 1) === '\r' && end > offset ? end - 1 : end;
}

/** One step of indentation: as the first indented line has it; two blanks if none is. */
export const indentStepOf = (text: string): string => /\n(\t|[ ]+)[^\s#]/.exec(text)?.[1] ?? '  ';
