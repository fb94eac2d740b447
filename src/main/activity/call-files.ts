/** What one file of a pair holds: records, or what was said in them. */
export type CallFileKind = 'records' | 'contents';

/** Lines kept in numbered pairs of files that only grow; the numbers rise. */
export interface CallFiles {
  /** The numbers of all pairs, ascending; none when there are none or they cannot be read. */
  list(): Promise<readonly number[]>;
  /** The lines of a file and its size in bytes; empty when it is not there or cannot be read. */
  read(number: number, kind: CallFileKind): Promise<CallLines>;
  /** Adds lines, each whole; a file whose last line was torn goes on in a new line. */
  append(number: number, kind: CallFileKind, lines: readonly string[]): Promise<void>;
  /** Puts these lines in the place of all others, in one step; without lines the file goes. */
  replace(number: number, kind: CallFileKind, lines: readonly string[]): Promise<void>;
  remove(number: number): Promise<void>;
}

/** What a file was found to hold. */
export interface CallLines {
  readonly lines: readonly string[];
  readonly bytes: number;
}
