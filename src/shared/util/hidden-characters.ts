/**
 * Characters that show nothing, or change how what stands around them shows: format characters (zero-width
 * and bidirectional ones), separators of lines and paragraphs, and whatever Unicode says to draw as nothing
 * (`Default_Ignorable_Code_Point`: fillers, tags, variation selectors). The inside of a character class, for
 * expressions with the flag `u`.
 */
export const hiddenCharacters = String.raw`\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}`;

/** {@link hiddenCharacters}, and the controls and lone surrogates that no text needs. */
export const unshowableCharacters = String.raw`${hiddenCharacters}\p{Cc}\p{Cs}`;
