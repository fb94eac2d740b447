// Shorter texts occur everywhere by chance; taking them out would garble every message.
const minLength = 4;

/** Secrets in each form they take in a message: as they are, in an address, inside of JSON. */
export function redactedForms(secrets: Iterable<string>): readonly string[] {
  const forms = [...secrets].flatMap((text) => [
    text,
    // A lone surrogate has no encoded form.
    encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')),
    JSON.stringify(text).slice(1, -1),
  ]);
  return [...new Set(forms)].filter((text) => text.length >= minLength);
}
