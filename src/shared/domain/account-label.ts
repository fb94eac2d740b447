/** Longest name a person can give an account, UTF-16 units. */
export const maxAccountLabelChars = 100;
