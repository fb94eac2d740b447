/** The longest name a person can give the app of a token. */
const maxTokenLabel = 60;

/** Whether an app's token can be called so: something visible, on one line, not too long. */
export function isTokenLabel(text: string): boolean {
  const label = text.trim();
  return (
    label !== '' && label.length <= maxTokenLabel && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(label)
  );
}
