import { createHash } from 'node:crypto';

import type { LaunchPreview } from '../../shared/domain/server.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import { launchWarnings } from './launch-warnings.ts';

/** The part of a draft, a definition or a view that decides what is started or contacted. */
export interface Launchable {
  readonly transport:
    | {
        readonly type: 'stdio';
        readonly command: string;
        readonly args: readonly string[];
        readonly env: Readonly<Record<string, unknown>>;
        readonly cwd?: string | undefined;
      }
    | { readonly type: 'streamable-http' | 'sse' | 'websocket'; readonly url: string }
    | { readonly type: 'built-in'; readonly id: string };
}

/**
 * Exactly what would be started or contacted, and the fingerprint that stands for a person's
 * agreement to it. The fingerprint covers command, arguments, names in the environment and the
 * working directory, or the address; it covers neither values nor headers.
 */
export function launchPreview({ transport }: Launchable): LaunchPreview {
  switch (transport.type) {
    case 'stdio': {
      const { command, args, cwd } = transport;
      const argv = [command, ...args];
      const envNames = Object.keys(transport.env).sort();
      return {
        kind: 'program',
        argv,
        ...(cwd === undefined ? {} : { cwd }),
        envNames,
        warnings: [...launchWarnings(argv, envNames)],
        consent: fingerprint(['program', argv, envNames, cwd ?? null]),
      };
    }
    case 'streamable-http':
    case 'sse':
    case 'websocket': {
      const { url } = transport;
      return { kind: 'address', url, consent: fingerprint(['address', url]) };
    }
    case 'built-in':
      return { kind: 'built-in', consent: fingerprint(['built-in', transport.id]) };
    default:
      return assertNever(transport);
  }
}

/** Whether what would be started still needs a person's agreement; addresses and built-ins never do. */
export function needsConsent(launchable: Launchable, consent: string | undefined): boolean {
  const preview = launchPreview(launchable);
  return preview.kind === 'program' && preview.consent !== consent;
}

function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
