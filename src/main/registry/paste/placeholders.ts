import type { Variable } from '../../../shared/domain/server.ts';
import { isSecretName } from './secrets.ts';

/** What a configuration says about a value it will ask for, such as an `inputs` entry of VS Code. */
export interface InputHint {
  readonly title: string;
  readonly description: string;
  readonly sensitive: boolean;
}

/** Turns placeholders into `{{NAME}}` and collects the variables they stand for. */
export interface PlaceholderResolver {
  /**
   * `text` with every placeholder replaced. A placeholder without a name of its own
   * (`xxxx`, `…`) takes `fallbackName`; `sensitive` forces the variables found here to be hidden.
   */
  resolve(text: string, fallbackName: string, sensitive?: boolean): string;
  /** A `{{NAME}}` for a value the configuration leaves open. */
  reference(name: string, sensitive?: boolean): string;
  /** The variables met so far, each once. */
  variables(): Variable[];
}

/** Folders that stand for placeholders of their own. */
interface KnownFolders {
  readonly home?: string;
  readonly folder?: string;
}

/**
 * Creates a resolver. `home` replaces `~/`, `$HOME` and their like, `folder` replaces
 * `${workspaceFolder}`; without them they stay. `hints` describe variables by the name used in the
 * text.
 */
export function createPlaceholderResolver(
  folders: KnownFolders,
  hints: ReadonlyMap<string, InputHint>,
): PlaceholderResolver {
  const found = new Map<string, Variable>();

  const reference = (rawName: string, sensitive?: boolean): string => {
    const name = variableName(rawName);
    const hint = hints.get(rawName) ?? hints.get(name);
    const known = found.get(name);
    found.set(name, {
      name,
      title: hint?.title ?? '',
      description: hint?.description ?? '',
      sensitive:
        hint?.sensitive ?? (known?.sensitive === true || sensitive === true || isSecretName(name)),
    });
    return `{{${name}}}`;
  };

  const resolve = (text: string, fallbackName: string, sensitive?: boolean): string => {
    if (text.length > 65_536 || text.includes(marker)) return text;
    const whole = isBlankedOut(text) ? reference(fallbackName, sensitive) : undefined;
    if (whole !== undefined) return whole;
    return mapPieces(expandFolders(text, folders), {
      named: (name) => reference(name, sensitive),
      blank: () => reference(fallbackName, sensitive),
    });
  };

  return { resolve, reference, variables: () => [...found.values()] };
}

/** A variable name made of `raw`: letters, digits and `_`, at most 64. */
export function variableName(raw: string): string {
  const name = raw.replace(/[^A-Za-z0-9_]+/g, '_').slice(0, 64);
  const trimmed = name.replace(/^_+(?=[A-Za-z])|_+$/g, '');
  return /^[A-Za-z_]/.test(trimmed) ? trimmed : `_${trimmed}`.slice(0, 64);
}

/** Fences finished references off from the second pass; a private-use character. */
const marker = '\uE000';

interface Replacers {
  readonly named: (name: string) => string;
  readonly blank: () => string;
}

const references =
  /\{\{\s*([\w.:-]{1,80})\s*\}\}|\$\{input:([^}\s]{1,80})\}|\$\{env:(\w{1,80})\}|\$\{(\w{1,80}):-([^}]{0,200})\}|\$\{([\w.:]{1,80})\}|\$([A-Z_][A-Z0-9_]{1,79})\b|<([A-Za-z][\w ./:-]{0,60})>|\{([A-Z][A-Z0-9_]{2,60})\}/g;

function mapPieces(text: string, { named, blank }: Replacers): string {
  const kept: string[] = [];
  const replaced = text.replace(references, (whole, ...groups: (string | undefined)[]) => {
    const [own, input, env, defaulted, fallback, braced, dollar, angled, curly] = groups;
    if (defaulted !== undefined && fallback !== undefined && fallback !== '') return fallback;
    const name =
      own ?? input ?? env ?? defaulted ?? braced ?? dollar ?? shorten(angled) ?? shorten(curly);
    kept.push(name === undefined ? whole : named(name));
    return `${marker}${String(kept.length - 1)}${marker}`;
  });
  const words = replaced.replace(/[^\s=:,"'/?&@\uE000]+/g, (piece) => {
    if (isBlankedOut(piece)) return blank();
    return isExampleWord(piece) ? named(shorten(piece) ?? piece) : piece;
  });
  return words.replace(/\uE000(\d+)\uE000/g, (_, index: string) => kept[Number(index)] ?? '');
}

/** `YOUR_API_KEY_HERE` → `API_KEY`, `your-token` → `TOKEN`. */
function shorten(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const core = name
    .replace(/^(?:your|my|insert|enter|replace|add|put)[-_ ]+(?:with[-_ ]+)?(?:your[-_ ]+)?/i, '')
    .replace(/[-_ ]+here$/i, '');
  return (core === '' ? name : core).toUpperCase();
}

/** Whether the whole of `text` only stands for a value to be filled in. */
export const isExample = (text: string): boolean =>
  text.length <= 200 &&
  (isBlankedOut(text) || isExampleWord(text) || /^<[A-Za-z][^<>]*>$/.test(text));

const isExampleWord = (piece: string): boolean =>
  /^(?:your|insert|enter|put)[-_][\w-]{2,60}$/i.test(piece) ||
  /^replace[-_](?:me|with[-_][\w-]{1,60})$/i.test(piece) ||
  /^[A-Z][\w-]{1,60}[-_]HERE$/.test(piece);

const isBlankedOut = (text: string): boolean =>
  /^(?:[a-z]{1,12}[-_]){0,2}(?:x{3,}|\*{3,}|\.{3}|…)$/i.test(text) ||
  /^(?:change[-_]?me|todo|tbd)$/i.test(text);

function expandFolders(text: string, { home, folder }: KnownFolders): string {
  const inProject =
    folder === undefined ? text : text.replace(/\$\{workspace(?:Folder|Root)\}/g, () => folder);
  return home === undefined ? inProject : expandHome(inProject, home);
}

function expandHome(text: string, home: string): string {
  const trimmed = home.replace(/[\\/]+$/, '');
  return text
    .replace(/^~(?=$|[\\/])/, () => trimmed)
    .replace(/\$HOME\b|\$\{(?:env:)?(?:HOME|USERPROFILE|userHome)\}|%USERPROFILE%/g, () => trimmed);
}
