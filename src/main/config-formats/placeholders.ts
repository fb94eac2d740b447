import type { Variable } from '../../shared/domain/server.ts';
import { isKnownEnvironmentName } from '../registry/environment-names.ts';
import {
  coreOfExample,
  isBlankedOut,
  isExampleLabel,
  isExampleWord,
  isMarkup,
} from './examples.ts';
import { isSecretName } from '../../shared/domain/likely-secrets.ts';

/** What a configuration says about a value it will ask for, such as an `inputs` entry of VS Code. */
export interface InputHint {
  readonly title: string;
  readonly description: string;
  /** A format may say that a value is hidden; that it is not, its name decides. */
  readonly sensitive: boolean;
  /** Used where nothing is filled in. */
  readonly default?: string;
  /** Whether it may stay empty. */
  readonly optional?: boolean;
}

/** Turns placeholders into `{{NAME}}` and collects the variables they stand for. */
export interface PlaceholderResolver {
  /**
   * `text` with every placeholder replaced. A placeholder without a name of its own
   * (`xxxx`, `…`) takes `fallbackName`; `sensitive` forces the variables found here to be hidden.
   * Names every running environment has become `${NAME}`, to be filled in at the start.
   */
  resolve(text: string, fallbackName: string, sensitive?: boolean): string;
  /** A `{{NAME}}` for a value the configuration leaves open, or that may stay empty. */
  reference(name: string, sensitive?: boolean, optional?: boolean): string;
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

  const reference = (rawName: string, sensitive = false, optional = false): string => {
    const name = variableName(rawName);
    const hint = hints.get(rawName) ?? hints.get(name);
    const known = found.get(name);
    const isOptional = (hint?.optional ?? optional) && (known?.optional ?? true);
    const isHidden =
      hint?.sensitive === true || known?.sensitive === true || sensitive || isSecretName(name);
    found.set(name, {
      name,
      title: hint?.title ?? '',
      description: hint?.description ?? '',
      sensitive: isHidden,
      ...(isOptional ? { optional: true } : {}),
      ...(hint?.default === undefined || isHidden ? {} : { default: hint.default }),
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

/** The forms in which apps and READMEs refer to a value, most particular first. */
const referenceForms = [
  /\$\{\{\s*(?:(?:secrets|inputs|vars|env)\.)?(?<workflow>[\w-]{1,80})\s*\}\}/,
  /\{\{\s*(?<own>[\w.:-]{1,80})\s*\}\}/,
  /\$\{(?<separator>\/|pathSeparator)\}/,
  /\$?\{(?:file|cmd|exec|op|shell|keyring|keychain):(?<elsewhere>[^}\n]{0,300})\}/,
  /\$\{input:(?<input>[^}\s]{1,80})\}/,
  /\$?\{env:(?<env>\w{1,80})\}/,
  /\$\{(?<defaulted>[A-Za-z_]\w{0,79}):?[-=](?<fallback>[^}]{0,200})\}/,
  /\$\{(?<demanded>[A-Za-z_]\w{0,79}):?[?+][^}]{0,200}\}/,
  /\$env[:.](?<powershell>\w{1,80})/i,
  /\$\{\s*(?<braced>[\w.:]{1,80})\s*\}/,
  /\$\{(?<spaced>[A-Za-z][\w -]{1,80})\}/,
  /(?<![\w$])\$(?<dollar>[A-Z_][A-Z0-9_]{1,79})\b/,
  /%(?<percent>[A-Z][A-Z0-9_]{2,40}|ProgramFiles|ProgramData|(?:Local)?AppData|UserProfile|SystemRoot)%/,
  /<{1,2}(?<angled>[A-Za-z][\w ./:-]{0,60})>{1,2}/,
  /\{(?<curly>[A-Z][A-Z0-9_]{2,60})\}/,
];
const references = new RegExp(referenceForms.map(({ source }) => source).join('|'), 'g');

type Groups = Readonly<Record<string, string | undefined>>;

/** What a reference becomes; undefined where the text is meant as it stands. */
function replacementOf(groups: Groups, { named, blank }: Replacers): string | undefined {
  const { separator, elsewhere, fallback, angled, curly, dollar, percent, braced, powershell } =
    groups;
  if (separator !== undefined) return '/';
  if (elsewhere !== undefined) return /^\w{1,80}$/.test(elsewhere) ? named(elsewhere) : blank();
  if (fallback !== undefined && fallback !== '') return fallback;
  const env = groups['env'] ?? powershell;
  const system = dollar ?? percent ?? braced ?? env;
  if (system !== undefined && isKnownEnvironmentName(system)) return `\${${system}}`;
  if (percent !== undefined) return undefined;
  // `$USD` is money; a variable of three letters is rarer.
  if (dollar !== undefined && /^[A-Z]{2,3}$/.test(dollar)) return undefined;
  if (angled !== undefined && isMarkup(angled)) return undefined;
  if (angled ?? curly) return named(coreOfExample((angled ?? curly ?? '').trim()));
  const { workflow, own, input, defaulted, demanded, spaced } = groups;
  const name =
    workflow ?? own ?? input ?? env ?? defaulted ?? demanded ?? braced ?? spaced ?? dollar;
  return name === undefined ? undefined : named(name.trim());
}

function mapPieces(text: string, replacers: Replacers): string {
  const kept: string[] = [];
  const replaced = text.replace(references, (whole: string, ...rest: unknown[]) => {
    const replacement = replacementOf(rest.at(-1) as Groups, replacers);
    kept.push(replacement ?? whole);
    return `${marker}${String(kept.length - 1)}${marker}`;
  });
  const words = replaced.replace(/[^\s=:,"'/?&@\uE000]+/g, (piece) => wordOf(piece, replacers));
  return words.replace(/\uE000(\d+)\uE000/g, (_, index: string) => kept[Number(index)] ?? '');
}

function wordOf(piece: string, { named, blank }: Replacers): string {
  if (isBlankedOut(piece)) return blank();
  const labels = piece.split('.');
  if (labels.length > 1 && labels.some(isExampleLabel))
    return labels
      .map((label) => (isExampleLabel(label) ? named(coreOfExample(label)) : label))
      .join('.');
  if (!isExampleWord(piece)) return piece;
  return /^[\w-]+$/.test(piece) ? named(coreOfExample(piece)) : blank();
}

function expandFolders(text: string, { home, folder }: KnownFolders): string {
  const inProject =
    folder === undefined
      ? text
      : text.replace(
          /\$\{(?:workspace(?:Folder|Root)|CLAUDE_PROJECT_DIR|projectFolder|projectRoot|cwd)\}/g,
          () => folder,
        );
  return home === undefined ? inProject : expandHome(inProject, home);
}

function expandHome(text: string, home: string): string {
  const trimmed = home.replace(/[\\/]+$/, '');
  return text
    .replace(/^~(?=$|[\\/])/, () => trimmed)
    .replace(/\$HOME\b|\$\{(?:env:)?(?:HOME|USERPROFILE|userHome)\}|%USERPROFILE%/g, () => trimmed);
}
