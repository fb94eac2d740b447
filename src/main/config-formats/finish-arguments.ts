import { isKnownEnvironmentName } from '../registry/environment-names.ts';
import { programName } from '../registry/launch-warnings.ts';
import { coreOfExample, isExample, isExampleContact } from './examples.ts';
import { pasteWarning } from './problem.ts';
import type { Finishing, RawTransport } from './raw-server.ts';
import {
  isSecretArgument,
  isSecretName,
  namedArgument,
} from '../../shared/domain/likely-secrets.ts';

type RawProgram = Extract<RawTransport, { type: 'stdio' }>;

/**
 * Finishes the arguments of a program: placeholders become variables, secrets and example paths are
 * remarked on. A reference to a name of the program's own environment stays, to be filled in from
 * there when it starts.
 */
export function finishArguments({ args, env }: RawProgram, to: Finishing): string[] {
  const own = ownReferences(env);
  return args.map((arg, index) => {
    const kept =
      own === undefined ? arg : arg.replace(own, (_, name: string) => `\uE002${name}\uE003`);
    const finished = finishArgument(kept, args[index - 1], index, to);
    return finished.replace(/\uE002(\w+)\uE003/g, (_, name: string) => `\${${name}}`);
  });
}

function ownReferences(env: ReadonlyMap<string, string>): RegExp | undefined {
  const names = [...env.keys()].filter(
    (name) => /^[A-Za-z_]\w*$/.test(name) && !isKnownEnvironmentName(name),
  );
  if (names.length === 0) return undefined;
  const any = names.join('|');
  return new RegExp(
    `(?:\\$\\{(?:env:)?(?=(?:${any})\\})|(?<![\\w$])\\$(?=(?:${any})\\b))(${any})\\}?`,
    'g',
  );
}

function finishArgument(
  arg: string,
  previous: string | undefined,
  index: number,
  to: Finishing,
): string {
  const path = `transport.args.${String(index)}`;
  const named = namedArgument(arg, previous);
  const { name, value } = named;
  // `<path to dir>` says more of itself than the option before it.
  const isUnnamed = !arg.startsWith('<') && (isExample(arg) || isExampleContact(arg));
  if (name !== '' && value === arg && isUnnamed)
    return to.resolver.reference(name, isSecretName(name));
  // `--api-key=PAY_SECRET_KEY`: the name of a key where a key belongs.
  if (isSecretName(name) && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|SECRET|PAT)$/.test(value))
    return (
      arg.slice(0, arg.length - value.length) + to.resolver.reference(coreOfExample(value), true)
    );
  const resolved = to.resolver.resolve(arg, name === '' ? 'VALUE' : name, isSecretName(name));
  if (resolved !== arg && resolved.includes('{{')) return resolved;
  if (isSecretArgument(named)) {
    to.likelySecrets.push(path);
    const message =
      'This argument looks like a secret. Arguments are visible to every program on this computer; an environment variable or {{NAME}} keeps it in the vault.';
    to.problems.push(pasteWarning('SECRET_IN_ARGUMENT', path, message, to.line));
  } else if (isExamplePath(resolved)) {
    const message = 'This looks like an example path; replace it by a real one.';
    to.problems.push(pasteWarning('PLACEHOLDER', path, message, to.line));
  }
  return resolved;
}

const isExamplePath = (text: string): boolean =>
  /(?:^|[\\/])path[\\/]+to[\\/]|(?:^|[\\/])(?:Users|home)[\\/]+(?:username|you|your[-_ ]?(?:user)?name|yourname|user)[\\/]/i.test(
    text.slice(0, 4_096),
  );

/** The program and arguments of `docker run`, made to keep its standard input open. */
export interface DockerRun {
  readonly args: readonly string[];
  /** `-i` was added. */
  readonly isMended: boolean;
  /** It runs in the background, where nobody can speak to it. */
  readonly isDetached: boolean;
}

const valueOptions =
  /^(?:-[ehlmpuvw]|--(?:env|env-file|volume|mount|publish|name|network|net|workdir|platform|add-host|entrypoint|user|label|memory|cpus|hostname|gpus|pull|restart|shm-size|tmpfs|ulimit|device|dns|ip|link|log-driver|runtime|secret|security-opt|stop-signal))$/;

const isValue = (args: readonly string[], at: number): boolean =>
  /^(?:-[cHlfp]|--(?:context|host|config|log-level|file|profile|project-name|env-file))$/.test(
    args[at - 1] ?? '',
  );

/** What `docker run` (or podman's) starts; undefined for any other program. */
export function dockerRun(command: string, args: readonly string[]): DockerRun | undefined {
  if (!/^(?:docker|podman|nerdctl)$/.test(programName(command))) return undefined;
  const runAt = args.indexOf('run');
  if (runAt === -1 || runAt > 4) return undefined;
  // `docker mcp gateway run` is another command's own.
  const plain = args
    .slice(0, runAt)
    .filter((arg, at) => !arg.startsWith('-') && !isValue(args, at));
  if (plain.some((word) => !/^(?:container|compose)$/.test(word))) return undefined;
  let isInteractive = false;
  let isDetached = false;
  for (let at = runAt + 1; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) break;
    if (/^--interactive(?:=true)?$/.test(arg) || /^-[a-z]*i[a-z]*$/.test(arg)) isInteractive = true;
    if (/^--detach(?:=true)?$/.test(arg) || /^-[a-z]*d[a-z]*$/.test(arg)) isDetached = true;
    if (valueOptions.test(arg)) at += 1;
  }
  if (isInteractive || isDetached)
    return { args, isMended: false, isDetached: isDetached && !isInteractive };
  return { args: args.toSpliced(runAt + 1, 0, '-i'), isMended: true, isDetached: false };
}

/** `docker run -e NAME` hands on a variable that has to exist, so it becomes one to fill in. */
export function withPassedThrough({ command, args, env }: RawProgram): ReadonlyMap<string, string> {
  if (!/^(?:docker|podman|nerdctl)$/.test(programName(command))) return env;
  const passed = args.flatMap((arg, index) => {
    const inline = /^--env=([A-Za-z_]\w*)$/.exec(arg)?.[1];
    const isNext = /^(?:-e|--env)$/.test(args[index - 1] ?? '') && /^[A-Za-z_]\w*$/.test(arg);
    const name = inline ?? (isNext ? arg : undefined);
    return name === undefined || env.has(name) ? [] : [name];
  });
  return new Map([...env, ...passed.map((name) => [name, `{{${name}}}`] as const)]);
}
