import { homedir } from 'node:os';

import type { LaunchPreview } from '../../shared/domain/server.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import {
  launchFingerprint,
  launchVariables,
  usedVariables,
  type Launchable,
  type ProgramTransport,
} from '../trust/launch-fingerprint.ts';
import { launchWarnings } from './launch-warnings.ts';
import { withoutEmptyParts } from './optional-parts.ts';
import { expandFolder, expandHome, expandPlaceholders, placeholdersIn } from './placeholders.ts';

/**
 * Exactly what would be started or contacted, and the fingerprint that stands for a person's
 * agreement to it, see {@link launchFingerprint}. A program is shown as it will be: variables filled
 * in and the home folder written out; of a secret only its placeholder, or that there is one.
 */
export function launchPreview(server: Launchable, homeFolder = homedir()): LaunchPreview {
  const { transport } = server;
  const consent = launchFingerprint(server);
  switch (transport.type) {
    case 'stdio':
      return { ...programPreview(server, transport, homeFolder), consent };
    case 'streamable-http':
    case 'sse':
    case 'websocket':
      return { kind: 'address', url: transport.url, consent };
    case 'built-in':
      return { kind: 'built-in', consent };
    default:
      return assertNever(transport);
  }
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
  const argv = [command, ...args].map((part) => fill(expandHome(part, homeFolder)));
  const fromVault = named('secret');
  const inArguments = new Set(args.flatMap(placeholdersIn));
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
    warnings: [
      ...launchWarnings(argv),
      ...fromVault.flatMap((name) => (inArguments.has(name) ? [`secret-argument:${name}`] : [])),
    ],
  };
}

const mayStayEmpty = ({ variables = [] }: Launchable, name: string): boolean =>
  variables.some((one) => one.name === name && one.optional === true);
