import type { Variable } from '../../shared/domain/server.ts';
import type { LaunchValue } from '../trust/launch-fingerprint.ts';
import { placeholdersIn } from '../../shared/domain/placeholders.ts';

/** Whether a variable must be filled in before its server can start. */
export const isRequired = ({ optional, default: fallback }: Variable): boolean =>
  optional !== true && fallback === undefined;

/**
 * A transport without what would hold nothing but empty values: of an optional variable nobody has
 * filled in, the environment variable, the header, or the argument with the option before it.
 * Elsewhere an empty value is an empty text.
 */
export function withoutEmptyParts<T extends PartedTransport>(
  transport: T,
  isEmpty: (variable: string) => boolean,
): T {
  const isLeftOut = (text: string): boolean => {
    const names = placeholdersIn(text);
    return names.length > 0 && names.every(isEmpty);
  };
  const kept = <V extends LaunchValue>(values: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(
      Object.entries(values).filter(
        ([, value]) => value.kind === 'secret' || !isLeftOut(value.text),
      ),
    );
  return {
    ...transport,
    ...(transport.args && { args: keptArguments(transport.args, isLeftOut) }),
    ...(transport.env && { env: kept(transport.env) }),
    ...(transport.headers && { headers: kept(transport.headers) }),
  };
}

/** The parts of a transport of any kind that an empty value can leave out. */
interface PartedTransport {
  readonly type: string;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, LaunchValue>> | undefined;
  readonly headers?: Readonly<Record<string, LaunchValue>> | undefined;
}

function keptArguments(args: readonly string[], isLeftOut: (text: string) => boolean): string[] {
  return args.filter((arg, index) => {
    if (isLeftOut(arg)) return false;
    const next = args[index + 1];
    const isItsOption = /^-[^=]*$/.test(arg) && !arg.includes('{{');
    return !(isItsOption && next !== undefined && !next.startsWith('-') && isLeftOut(next));
  });
}
