const secretWords =
  /(?:^|[_\-.\s])(?:token|secret|password|passwd|passphrase|passcode|passwort|pass|pwd|pat|bearer|cookie|credentials?|auth|authorization|(?:api|access|private|secret|signing|encryption|service|master|admin|auth|app|client|license|account|subscription)?[_-]?key)$/i;
const secretSuffix =
  /(?:token|secret|password|passwd|passphrase|apikey|accesskey|secretkey|privatekey)$/i;

/** Whether a variable, header, flag or field of this name usually holds a secret. */
export function isSecretName(name: string): boolean {
  const bare = name.replace(/^-+/, '');
  // `PWD` alone is the folder a shell works in.
  if (/public[_-]?key$/i.test(bare) || /^(?:old)?pwd$/i.test(bare)) return false;
  return secretWords.test(bare) || secretSuffix.test(bare);
}

const knownPrefixes =
  /^(?:gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{12,}|sk-[\w-]{12,}|[sr]k_(?:live|test)_\w{12,}|xox[abeprs]-[\w-]{10,}|xapp-[\w-]{10,}|AKIA[A-Z0-9]{12,}|AIza[\w-]{20,}|ya29\.[\w-]{10,}|ntn_\w{12,}|secret_\w{20,}|figd_[\w-]{12,}|lin_api_\w{12,}|hf_\w{16,}|npm_\w{20,}|pypi-[\w-]{20,}|dop_v1_\w{20,}|shpat_\w{16,}|tvly-[\w-]{12,}|pplx-\w{16,}|fc-\w{16,}|r8_\w{16,}|gsk_\w{16,}|BSA[\w-]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY)/;

/**
 * Whether a value looks like a secret by its own shape: a known prefix, a password in an address, a
 * key inside a longer text, or randomness.
 */
export function looksLikeSecret(value: string): boolean {
  const bare = value.replace(/^(?:Bearer|Basic|Token|ApiKey)\s+/i, '');
  if (bare !== value && bare.length >= 8) return true;
  return knownPrefixes.test(bare) || hasPasswordInUrl(bare) || hasKeyInside(bare) || isRandom(bare);
}

/** Whether a name says that even a short number is a secret. */
export const isPasswordName = (name: string): boolean =>
  /(?:pass(?:word|wd|phrase|code|wort)?|pwd|pin|secret)$/i.test(name) && isSecretName(name);

/**
 * `"api_key": "…"`, `Password=…;` and `Authorization: Bearer …` inside a JSON text or a connection
 * text. What only refers to a value elsewhere is none.
 */
const hasKeyInside = (value: string): boolean =>
  value.length <= 65_536 &&
  (/(?:^|[^a-z])(?:password|passwd|pwd|api[-_ ]?key|account[-_ ]?key|access[-_ ]?key|secret|[a-z]*[-_]?token)["']?\s*[=:]\s*["']?(?![$%{<])[^\s"';,&{}<>$]{6,}/i.test(
    value,
  ) ||
    /\bBearer\s+(?![$%{<])[^\s"'{}<>$]{8,}/.test(value));

const knownFolders =
  /^(?:~|\.{1,2}|[A-Za-z]:|[\\/](?:etc|home|Users|opt|var|usr|srv|root|tmp|mnt|run|app|data|private|workspace|secrets?|certs?|keys))(?=[\\/])/;

/** Whether a value is the path of a file or folder, which is no secret even where its content is. */
export const isPath = (value: string): boolean =>
  value.length <= 4_096 &&
  !/[=+\n]/.test(value) &&
  (knownFolders.test(value) || /^[\\/](?:[\w .@-]+[\\/])*[\w .@-]+\.\w{1,8}$/.test(value));

/** Whether `value` is an address of the form `scheme://user:password@host`. */
export const hasPasswordInUrl = (value: string): boolean =>
  /^[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/@:]*:[^\s/@]+@/i.test(value);

function isRandom(value: string): boolean {
  if (value.length < 24 || value.length > 4_096 || !/^[\w+/=-]+$/.test(value)) return false;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  // Words joined by separators, such as package or model names, are not random.
  if (value.split(/[-_/]/).every((part) => part.length < 12 || isWord(part))) return false;
  return entropyBitsPerCharacter(value) > 3.4;
}

const isWord = (part: string): boolean =>
  part.length <= 24 && /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(part);

function entropyBitsPerCharacter(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** What an argument gives a value to, in capitals: `--token=x`, `token:x` and `--token x`. */
export interface NamedArgument {
  /** Empty where nothing names it; the scheme of an address names nothing. */
  readonly name: string;
  readonly value: string;
  /** Where the value begins in the argument. */
  readonly at: number;
}

/** The name and value of an argument, by itself or by the option before it. */
export function namedArgument(arg: string, previous: string | undefined): NamedArgument {
  const [, inlineName, inlineValue] =
    /^(?:-{1,2})?([\w-]{1,80})(?:=|:(?!\/\/))([^]*)$/.exec(arg) ?? [];
  const isDrive = inlineName?.length === 1 && /^[A-Za-z]:[\\/]/.test(arg);
  const flag = isDrive ? undefined : inlineName;
  const option =
    flag ?? (previous?.startsWith('-') === true && !previous.includes('=') ? previous : '');
  const value = flag === undefined ? arg : (inlineValue ?? arg);
  return {
    name: option.replace(/^-+/, '').toUpperCase(),
    value,
    at: arg.length - value.length,
  };
}

/** Whether an argument usually is a secret, by what names it or by its own shape. */
export function isSecretArgument({ name, value }: NamedArgument): boolean {
  if (value === '' || value.startsWith('-') || isPath(value)) return false;
  if (looksLikeSecret(value) || hasPasswordInUrl(value)) return true;
  return isSecretName(name) && (value.length >= 6 || (isPasswordName(name) && value.length >= 4));
}
