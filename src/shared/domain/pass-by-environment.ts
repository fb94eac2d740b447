import { namedArgument } from './likely-secrets.ts';
import { placeholdersIn } from './placeholders.ts';
import { isBridge, isShell, referencesIn } from './secret-arguments.ts';
import type { ProgramParts } from './secret-arguments.ts';

/** A program whose environment has what was an argument before. */
export interface PassedByEnvironment {
  readonly args: readonly string[];
  /** What its environment gets; null where it has it already. */
  readonly added: { readonly name: string; readonly value: PassedValue } | null;
}

/** A secret for the vault, or a text that takes one from there by `{{NAME}}`. */
export type PassedValue =
  | { readonly kind: 'secret'; readonly value: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Takes the secret of one argument off the command line: the environment gets it, under the name
 * that is written there (`docker -e NAME=…`), else the variable's or the option's. Containers are
 * told to hand it on (`-e NAME` after `run`), mcp-remote to look it up (`${NAME}`); of any other
 * program the argument goes, with its option. Whether that program reads the name is its own affair.
 * Undefined where it cannot be done without guessing.
 */
export function passByEnvironment(
  program: ProgramParts,
  index: number,
): PassedByEnvironment | undefined {
  const arg = program.args[index];
  if (arg === undefined || isShell(program.command)) return undefined;
  if (isContainerTool(program.command)) return ofContainer(program, arg, index);
  if (isBridge(program.args)) return ofBridge(program, index);
  const { name, value } = namedHere(program.args, index);
  const added = addedFor(program, value, nameFor(name, value));
  return added === undefined ? undefined : { args: without(program.args, index), added };
}

const isContainerTool = (command: string): boolean =>
  /(?:^|[\\/])(?:docker|podman|nerdctl)(?:\.exe)?$/i.test(command);

const environmentOption = /^(?:-e|--env)$/;
const assignment = /^(-e|--env=|)([A-Za-z_]\w*)=([^]*)$/;

function ofContainer(
  program: ProgramParts,
  arg: string,
  index: number,
): PassedByEnvironment | undefined {
  const { args } = program;
  const [, option = '', name = '', value = ''] = assignment.exec(arg) ?? [];
  if (name !== '' && (option !== '' || environmentOption.test(args[index - 1] ?? ''))) {
    const added = addedFor(program, value, name, true);
    if (added === undefined) return undefined;
    return { args: args.with(index, `${option}${name}`), added };
  }
  const run = args.indexOf('run');
  // Only after the image an argument is for the program in it.
  if (run === -1 || index <= imageAt(args, run)) return undefined;
  const here = namedHere(args, index);
  const added = addedFor(program, here.value, nameFor(here.name, here.value));
  if (added === undefined) return undefined;
  const handedOn = added?.name ?? referencesIn(here.value)[0] ?? nameFor(here.name, here.value);
  return { args: without(args, index).toSpliced(run + 1, 0, '-e', handedOn), added };
}

// Options of `run` that stand alone; every other one that holds no `=` has its value after it.
const alone =
  /^(?:-[ditPq]+|--(?:detach|interactive|tty|rm|init|privileged|read-only|no-healthcheck|publish-all|quiet|sig-proxy|oom-kill-disable|replace))$/;

/** Where the image of `docker run` stands, or the end where there is none. */
function imageAt(args: readonly string[], run: number): number {
  let at = run + 1;
  while (at < args.length) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) return at;
    const holdsItsValue = arg.includes('=') || /^-[evplmuwh]./.test(arg);
    at += alone.test(arg) || holdsItsValue ? 1 : 2;
  }
  return at;
}

/** mcp-remote fills `${NAME}` in from its environment, and wants no blank in a header. */
function ofBridge(program: ProgramParts, index: number): PassedByEnvironment | undefined {
  const { args } = program;
  const [, header = '', value = ''] = /^([\w-]+):\s*([^]*)$/.exec(args[index] ?? '') ?? [];
  if (args[index - 1] !== '--header' || header === '') return undefined;
  const added = addedFor(program, value, nameFor(header, value));
  return added ? { args: args.with(index, `${header}:\${${added.name}}`), added } : undefined;
}

const nameFor = (option: string, value: string): string => {
  const [only] = placeholdersIn(value);
  if (only !== undefined && value === `{{${only}}}`) return only;
  const name = option.toUpperCase().replace(/[^A-Z0-9_]+/g, '_');
  return /^[A-Z_]\w*$/.test(name) ? name : 'SECRET';
};

/** What the environment gets of a value; null for what is in it, undefined for what mixes the two. */
function addedFor(
  { env }: ProgramParts,
  value: string,
  wanted: string,
  isFixed = false,
): PassedByEnvironment['added'] | undefined {
  const [own] = referencesIn(value);
  if (own !== undefined) {
    const isThere = env.some(({ name }) => name === own) && value === `\${${own}}`;
    return isThere && (!isFixed || wanted === own) ? null : undefined;
  }
  const passed: PassedValue =
    placeholdersIn(value).length > 0 ? { kind: 'text', text: value } : { kind: 'secret', value };
  const same = env.find(({ name, text }) => name === wanted && text === value);
  if (same !== undefined) return null;
  const isTaken = (name: string) => env.some((one) => one.name === name);
  if (!isTaken(wanted)) return { name: wanted, value: passed };
  if (isFixed) return undefined;
  let number = 2;
  while (isTaken(`${wanted}_${String(number)}`)) number += 1;
  return { name: `${wanted}_${String(number)}`, value: passed };
}

/** The option an argument is the value of stands before it. */
const followsOption = (args: readonly string[], index: number): boolean =>
  !(args[index] ?? '').startsWith('-') && /^-[^=]*$/.test(args[index - 1] ?? '');

/** The name and value of an argument; all of it is the value where an option stands before it. */
function namedHere(
  args: readonly string[],
  index: number,
): { readonly name: string; readonly value: string } {
  const value = args[index] ?? '';
  const option = args[index - 1] ?? '';
  if (followsOption(args, index)) return { name: option.replace(/^-+/, ''), value };
  return namedArgument(value, undefined);
}

/** The arguments without one, and without the option that is nothing without it. */
function without(args: readonly string[], index: number): readonly string[] {
  return followsOption(args, index) ? args.toSpliced(index - 1, 2) : args.toSpliced(index, 1);
}
