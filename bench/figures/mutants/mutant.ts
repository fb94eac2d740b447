/** One line that decides trust, broken on purpose. */
export interface Mutant {
  /** Below `src/main`. */
  readonly file: string;
  /** What stands there, exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The test file that has to fail, below `test`. */
  readonly test: string;
}

/** What {@link mutantPlugin} reads, from the environment. */
export const mutantVariable = 'PATCHBAY_MUTANT';
