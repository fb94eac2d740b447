/** A program in one text: the module named before `?script` with all that it imports. */
declare module '*?script' {
  export const code: string;
}
