import { isSecretArgument, namedArgument } from './likely-secrets.ts';
import { placeholdersIn } from './placeholders.ts';

/** The part of a program, in any of its forms, that says which of its arguments hold a secret. */
export interface ProgramParts {
  readonly command: string;
  readonly args: readonly string[];
  /** What its definition sets in its environment; a text is absent where it is a secret. */
  readonly env: readonly { readonly name: string; readonly text?: string | undefined }[];
  /** The names of its sensitive variables. */
  readonly sensitive: ReadonlySet<string>;
}

/** An argument that puts a secret on the command line, where every program can read it. */
export interface SecretArgument {
  readonly index: number;
  /**
   * The variables whose secrets it takes, of the server (`{{NAME}}`) or of the program's own
   * environment (`${NAME}`); none where the text itself looks like a secret.
   */
  readonly names: readonly string[];
}

// Both read `${NAME}` in their arguments by themselves, the one as a shell, the other from its environment.
const shells = /(?:^|[\\/])(?:sh|bash|zsh|dash|ksh|fish|cmd|powershell|pwsh)(?:\.exe)?$/i;
const bridge = /^mcp-remote(?:@[\w.-]+)?$/;

/** Whether a program is a shell, to which its arguments are text of a language of its own. */
export const isShell = (command: string): boolean => shells.test(command);

/** Whether a program looks `${NAME}` in its arguments up by itself, in its own environment. */
export const isBridge = (args: readonly string[]): boolean => args.some((arg) => bridge.test(arg));

/** Whether `${NAME}` in a program's arguments is left to the program. */
export function readsReferences(command: string, args: readonly string[]): boolean {
  return isBridge(args) || isShell(command);
}

const reference = /\$\{([A-Za-z_]\w{0,79})\}/g;

/** The names of the `${NAME}` in a text, each once, in order of appearance. */
export function referencesIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(reference), (match) => match[1] ?? ''))];
}

/** Every argument of a program that puts a secret on its command line, in their order. */
export function secretArguments(program: ProgramParts): readonly SecretArgument[] {
  const { command, args, env, sensitive } = program;
  const isSecret = ({ text }: ProgramParts['env'][number]) =>
    text === undefined || placeholdersIn(text).some((name) => sensitive.has(name));
  const own = new Set(
    readsReferences(command, args) ? [] : env.filter(isSecret).map(({ name }) => name),
  );
  return args.flatMap((arg, index) => {
    const names = [
      ...placeholdersIn(arg).filter((name) => sensitive.has(name)),
      ...referencesIn(arg).filter((name) => own.has(name)),
    ];
    if (names.length > 0) return [{ index, names }];
    const named = namedArgument(arg, args[index - 1]);
    return !isTemplate(named.value) && isSecretArgument(named) ? [{ index, names }] : [];
  });
}

const isTemplate = (text: string): boolean =>
  placeholdersIn(text).length > 0 || referencesIn(text).length > 0;
