import { createHash } from 'node:crypto';

import { own } from '../../shared/util/own.ts';
import { placeholdersIn } from '../../shared/domain/placeholders.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';

/** A value as far as a launch may be looked at: of a secret there is only that it is one. */
export type LaunchValue =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'secret' };

/** What decides what a program is started as. */
export interface ProgramTransport {
  readonly type: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, LaunchValue>>;
  readonly cwd?: string | undefined;
}

/**
 * The part of a draft, a definition or a view that decides what is started or contacted.
 * `variableValues` are those of one profile, by the names of the variables: a definition as a
 * profile sees it, never the raw one with the values of all.
 */
export interface Launchable {
  readonly transport:
    | ProgramTransport
    | { readonly type: 'streamable-http' | 'sse' | 'websocket'; readonly url: string }
    | { readonly type: 'built-in'; readonly id: string };
  readonly variables?:
    | readonly {
        readonly name: string;
        readonly sensitive: boolean;
        readonly optional?: boolean | undefined;
        readonly default?: string | undefined;
      }[]
    | undefined;
  readonly variableValues?: Readonly<Record<string, LaunchValue>> | undefined;
}

/** What a launch gets for one variable; `unset` is one that still has to be filled in. */
export type LaunchVariable = LaunchValue | { readonly kind: 'unset' };

/**
 * Stands for one exact launch, 64 hexadecimal digits: equal for two launches only when they start
 * the same. For a program it covers command, arguments, working directory, every name in the
 * environment with its value, and the values of the variables used in them; of a secret it covers
 * that there is one, not which. For an address it covers the address.
 */
export function launchFingerprint(server: Launchable): string {
  const { transport } = server;
  if (isProgram(transport)) {
    return hashOf([
      'program',
      transport.command,
      transport.args,
      transport.cwd ?? null,
      // In their order: on Windows the last of two names that differ only in case wins.
      Object.entries(transport.env).map(([name, value]) => [name, ...markOf(value)]),
      [...usedVariables(server)].map(([name, value]) => [name, ...markOf(value)]),
    ]);
  }
  if (hasAddress(transport)) return hashOf(['address', transport.url]);
  return hashOf(['built-in', transport.id]);
}

/** Whether a person has to agree before this is started: programs only. */
export function needsAgreement({ transport }: Pick<Launchable, 'transport'>): boolean {
  return isProgram(transport);
}

/**
 * The declared variables that a program's command line, folder or environment names, by name and
 * in the order of their names, with what the launch gets for each.
 */
export function usedVariables(server: Launchable): ReadonlyMap<string, LaunchVariable> {
  const { transport } = server;
  if (!isProgram(transport)) return new Map();
  const templates = [
    transport.command,
    ...transport.args,
    transport.cwd ?? '',
    ...Object.values(transport.env).map((value) => (value.kind === 'text' ? value.text : '')),
  ];
  const values = launchVariables(server);
  const used = new Set(templates.flatMap(placeholdersIn));
  return new Map([...values].filter(([name]) => used.has(name)));
}

/** Every declared variable with what a launch gets for it, in the order of their names. */
export function launchVariables(server: Launchable): ReadonlyMap<string, LaunchVariable> {
  const { variables = [], variableValues = {} } = server;
  const byName = variables.map(({ name, sensitive, default: fallback }) => {
    const stored = own(variableValues, name);
    const value =
      stored ?? (fallback === undefined ? undefined : ({ kind: 'text', text: fallback } as const));
    // A secret counts as one before it is entered, so that entering it changes nothing here.
    return [name, value ?? ({ kind: sensitive ? 'secret' : 'unset' } as const)] as const;
  });
  return new Map(byName.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function markOf(value: LaunchVariable): readonly string[] {
  return value.kind === 'text' ? ['text', value.text] : [value.kind];
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
