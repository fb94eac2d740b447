/** Shorter values are too common in ordinary text to be told from it. */
const minSecretLength = 4;

/** Replaces secrets in a text. */
export type Redactor = (text: string) => string;

/**
 * A function that replaces every one of `secrets` by `•••`: as it is, line by line when it has
 * several, and as it looks inside JSON and inside a URL. Values under four characters are left.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const needles = [...new Set(secrets.flatMap(formsOf))]
    .filter((needle) => needle.length >= minSecretLength)
    // A secret may contain another one: the longest goes first.
    .sort((a, b) => b.length - a.length);
  if (needles.length === 0) return (text) => text;
  return (text) => needles.reduce((redacted, needle) => redacted.replaceAll(needle, '•••'), text);
}

function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 8);
  return [secret, ...lines].flatMap((form) => [
    form,
    JSON.stringify(form).slice(1, -1),
    encodeQuietly(form),
  ]);
}

// Half of a surrogate pair cannot be encoded.
function encodeQuietly(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}
