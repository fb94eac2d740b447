/** Randomness for jitter and identifiers. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A fresh identifier that is unguessable and safe in file names. */
  id(): string;
}
