import type { ServerTransport, StoredValue, Variable } from '../../shared/domain/server.ts';
import { placeholdersIn } from './placeholders.ts';

/** Whether a variable must be filled in before its server can start. */
export const isRequired = ({ optional, default: fallback }: Variable): boolean =>
  optional !== true && fallback === undefined;

/**
 * A transport without what would hold nothing but empty values: of an optional variable nobody has
 * filled in, the environment variable, the header, or the argument with the option before it.
 * Elsewhere an empty value is an empty text.
 */
export function withoutEmptyParts(
  transport: ServerTransport,
  isEmpty: (variable: string) => boolean,
): ServerTransport {
  const isLeftOut = (text: string): boolean => {
    const names = placeholdersIn(text);
    return names.length > 0 && names.every(isEmpty);
  };
  const kept = (values: Readonly<Record<string, StoredValue>>): Record<string, StoredValue> =>
    Object.fromEntries(
      Object.entries(values).filter(
        ([, value]) => value.kind === 'secret' || !isLeftOut(value.text),
      ),
    );
  switch (transport.type) {
    case 'stdio':
      return {
        ...transport,
        args: keptArguments(transport.args, isLeftOut),
        env: kept(transport.env),
      };
    case 'built-in':
      return transport;
    default:
      return { ...transport, headers: kept(transport.headers) };
  }
}

function keptArguments(args: readonly string[], isLeftOut: (text: string) => boolean): string[] {
  return args.filter((arg, index) => {
    if (isLeftOut(arg)) return false;
    const next = args[index + 1];
    const isItsOption = /^-[^=]*$/.test(arg) && !arg.includes('{{');
    return !(isItsOption && next !== undefined && !next.startsWith('-') && isLeftOut(next));
  });
}

// Both read `${NAME}` in their arguments by themselves, the one as a shell, the other from its environment.
const readsItself = /(?:^|[\\/])(?:sh|bash|zsh|dash|ksh|fish|cmd|powershell|pwsh)(?:\.exe)?$/i;

/**
 * Arguments with `${NAME}` replaced by what the program's own environment will hold; left alone for
 * programs that look it up by themselves.
 */
export function withOwnEnvironment(
  command: string,
  args: readonly string[],
  env: ReadonlyMap<string, string>,
): readonly string[] {
  const isBridge = args.some((arg) => /^mcp-remote(?:@[\w.-]+)?$/.test(arg));
  if (isBridge || readsItself.test(command)) return args;
  return args.map((arg) =>
    arg.replace(/\$\{([A-Za-z_]\w{0,79})\}/g, (whole, name: string) => env.get(name) ?? whole),
  );
}
