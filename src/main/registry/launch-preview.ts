import { homedir } from 'node:os';

import type { LaunchPreview } from '../../shared/domain/server.ts';
import { launchFingerprint, launchVariables, usedVariables } from '../trust/launch-fingerprint.ts';
import type { Launchable, ProgramTransport } from '../trust/launch-fingerprint.ts';
import { isKnownEnvironmentName } from './environment-names.ts';
import { fillArguments } from './fill-arguments.ts';
import { launchWarnings } from './launch-warnings.ts';
import { withoutEmptyParts } from './optional-parts.ts';
import { expandFolder, expandHome, expandPlaceholders } from '../../shared/domain/placeholders.ts';
import { referencesIn, secretArguments } from '../../shared/domain/secret-arguments.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';

/**
 * Exactly what would be started or contacted, and the fingerprint that stands for a person's
 * agreement to it, see {@link launchFingerprint}. A program is shown as it will be: variables filled
 * in and the home folder written out; of a secret only its placeholder, or that there is one.
 */
export function launchPreview(server: Launchable, homeFolder = homedir()): LaunchPreview {
  const { transport } = server;
  const consent = launchFingerprint(server);
  if (isProgram(transport)) {
    return { ...programPreview(server, transport, homeFolder), consent };
  }
  if (hasAddress(transport)) return { kind: 'address', url: transport.url, consent };
  return { kind: 'built-in', consent };
}

type ProgramPreview = Extract<LaunchPreview, { kind: 'program' }>;

function programPreview(
  server: Launchable,
  transport: ProgramTransport,
  homeFolder: string,
): Omit<ProgramPreview, 'consent'> {
  const values = launchVariables(server);
  const isEmpty = (name: string): boolean =>
    values.get(name)?.kind === 'unset' && mayStayEmpty(server, name);
  const texts = new Map(
    [...values].flatMap(([name, value]) => {
      if (isEmpty(name)) return [[name, ''] as const];
      return value.kind === 'text' ? [[name, value.text] as const] : [];
    }),
  );
  const fill = (text: string): string => expandPlaceholders(text, texts);
  const { command, args, env, cwd } = withoutEmptyParts(transport, isEmpty);
  const used = [...usedVariables(server)].filter(([name]) => !isEmpty(name));
  const named = (kind: 'secret' | 'unset') =>
    used.flatMap(([name, value]) => (value.kind === kind ? [name] : []));
  const atHome = args.map((part) => expandHome(part, homeFolder));
  const ownTexts = Object.entries(env).flatMap(([name, value]) =>
    value.kind === 'text' ? [[name, fill(value.text)] as const] : [],
  );
  const argv = [
    fill(expandHome(command, homeFolder)),
    ...fillArguments(command, atHome, texts, new Map(ownTexts)),
  ];
  const fromVault = named('secret');
  const folder = fill(cwd ?? '');
  return {
    kind: 'program',
    argv,
    cwd: folder === '' ? homeFolder : expandFolder(folder, homeFolder),
    env: Object.entries(env).map(([name, value]) => ({
      name,
      text: value.kind === 'text' ? fill(value.text) : null,
    })),
    fromVault,
    unset: named('unset'),
    fromSystem: systemNames({ command, args, env, cwd }),
    warnings: [...launchWarnings(argv), ...secretWarnings({ command, args, env }, fromVault)],
  };
}

const mayStayEmpty = ({ variables = [] }: Launchable, name: string): boolean =>
  variables.some((one) => one.name === name && one.optional === true);

/** The names every environment has that a program's definition refers to by `${NAME}`. */
function systemNames({ command, args, env, cwd }: Omit<ProgramTransport, 'type'>): string[] {
  const texts = Object.values(env).flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  const names = [command, ...args, ...texts, cwd ?? ''].flatMap(referencesIn);
  return [...new Set(names)].filter(isKnownEnvironmentName);
}

function secretWarnings(
  { command, args, env }: Pick<ProgramTransport, 'command' | 'args' | 'env'>,
  fromVault: readonly string[],
): readonly string[] {
  const named = Object.entries(env).map(([name, value]) => ({
    name,
    text: value.kind === 'text' ? value.text : undefined,
  }));
  const found = secretArguments({ command, args, env: named, sensitive: new Set(fromVault) });
  const names = new Set(found.flatMap((one) => one.names));
  const likely = found.filter((one) => one.names.length === 0);
  return [
    ...[...names].map((name) => `secret-argument:${name}`),
    // The command is the first part.
    ...likely.map(({ index }) => `likely-secret:${String(index + 1)}`),
  ];
}
