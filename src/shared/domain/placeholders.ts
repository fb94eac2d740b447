const placeholder = /\{\{([A-Za-z_][A-Za-z0-9_]{0,63})\}\}/g;

/**
 * Replaces every `{{NAME}}` that has a value, in one pass: what a value brings in is never looked
 * at again. A placeholder without a value stays as it is, and so do `$NAME` and `${NAME}`, which
 * have no meaning here.
 */
export function expandPlaceholders(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(placeholder, (whole, name: string) => values.get(name) ?? whole);
}

/** The names of the placeholders in a template, each once, in order of appearance. */
export function placeholdersIn(template: string): readonly string[] {
  return [...new Set(Array.from(template.matchAll(placeholder), (match) => match[1] ?? ''))];
}

/** A working directory: `~` alone is the home folder too, and the address of a folder is its path. */
export function expandFolder(text: string, homeDir: string): string {
  return text === '~' ? homeDir : expandHome(pathOfAddress(text), homeDir);
}

/** `file:///C:/a%20b` as `C:\\a b`, `file:///a` as `/a`; any other text as it is. */
function pathOfAddress(text: string): string {
  const [, path] = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(text) ?? [];
  if (path === undefined) return text;
  try {
    const plain = decodeURIComponent(path);
    return /^\/[A-Za-z]:/.test(plain) ? plain.slice(1).replaceAll('/', '\\') : plain;
  } catch {
    return text;
  }
}

/** Replaces a leading `~/` (or `~\`) by the home folder; nothing else is treated as a path. */
export function expandHome(text: string, homeDir: string): string {
  return /^~[\\/]/.test(text) ? homeDir + text.slice(1) : text;
}
