const ellipsis = '…';
const ellipsisBytes = 3;

/** The start of `text`, at most `maxBytes` in UTF-8; a cut is marked by an ellipsis. */
export function capStart(text: string, maxBytes: number): string {
  if (fits(text, maxBytes)) return text;
  // A character is at least one byte, so the slice only saves encoding what is dropped anyway.
  const bytes = Buffer.from(text.slice(0, maxBytes));
  const kept = bytes.subarray(0, maxBytes - ellipsisBytes).toString('utf8');
  return kept.replace(/\uFFFD+$/, '') + ellipsis;
}

/** The end of `text`, at most `maxBytes` in UTF-8; a cut is marked by an ellipsis. */
export function capEnd(text: string, maxBytes: number): string {
  if (fits(text, maxBytes)) return text;
  const bytes = Buffer.from(text.slice(-maxBytes));
  const kept = bytes.subarray(bytes.length - (maxBytes - ellipsisBytes)).toString('utf8');
  return ellipsis + kept.replace(/^\uFFFD+/, '');
}

function fits(text: string, maxBytes: number): boolean {
  return text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes;
}

// Everything that could move the cursor, hide text or change its direction when it is shown.
const control = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * `text` with control and direction characters spelled out (`\x1B`, `\u202E`). Tabs and line feeds
 * stay; a carriage return before a line feed is dropped.
 */
export function makeVisible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(control, spellOut);
}

function spellOut(character: string): string {
  if (character === '\t' || character === '\n') return character;
  const code = character.charCodeAt(0);
  const digits = code.toString(16).toUpperCase();
  return code <= 0xff ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}
