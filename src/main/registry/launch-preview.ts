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
  { command, args, env, cwd }: ProgramTransport,
  homeFolder: string,
): Omit<ProgramPreview, 'consent'> {
  const texts = new Map(
    [...launchVariables(server)].flatMap(([name, value]) =>
      value.kind === 'text' ? [[name, value.text] as const] : [],
    ),
  );
  const used = [...usedVariables(server)];
  const named = (kind: 'secret' | 'unset') =>
    used.flatMap(([name, value]) => (value.kind === kind ? [name] : []));
  const argv = [
    expandHome(command, homeFolder),
    ...args.map((arg) => expandPlaceholders(expandHome(arg, homeFolder), texts)),
  ];
  const fromVault = named('secret');
  const inArguments = new Set(args.flatMap(placeholdersIn));
  return {
    kind: 'program',
    argv,
    cwd: cwd === undefined || cwd === '' ? homeFolder : expandFolder(cwd, homeFolder),
    env: Object.entries(env).map(([name, value]) => ({
      name,
      text: value.kind === 'text' ? expandPlaceholders(value.text, texts) : null,
    })),
    fromVault,
    unset: named('unset'),
    warnings: [
      ...launchWarnings(argv),
      ...fromVault.flatMap((name) => (inArguments.has(name) ? [`secret-argument:${name}`] : [])),
    ],
  };
}
