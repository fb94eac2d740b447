import type { LaunchPreview } from '../../shared/domain/server.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import { launchFingerprint, type Launchable } from '../trust/launch-fingerprint.ts';
import { launchWarnings } from './launch-warnings.ts';

/**
 * Exactly what would be started or contacted, and the fingerprint that stands for a person's
 * agreement to it, see {@link launchFingerprint}.
 */
export function launchPreview(server: Launchable): LaunchPreview {
  const { transport } = server;
  const consent = launchFingerprint(server);
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
        consent,
      };
    }
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
