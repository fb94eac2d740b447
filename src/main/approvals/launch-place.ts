import type { ServerDefinition } from '../../shared/domain/server.ts';
import { launchFingerprint } from '../trust/launch-fingerprint.ts';

/** What a call of a server reaches, as decisions about calls go by it. */
export interface LaunchPlace {
  /** Stands for the launch: see {@link launchFingerprint}. */
  readonly place: string;
  /** The server is part of Patchbay. */
  readonly isOurs: boolean;
}

/** A definition that changes is another object; each is looked at once and not at every call. */
const known = new WeakMap<ServerDefinition, LaunchPlace>();

/** The place of a server as its owner has it. */
export function launchPlace(server: ServerDefinition): LaunchPlace {
  const found = known.get(server);
  if (found !== undefined) return found;
  const isOurs = server.transport.type === 'built-in';
  const made = { place: launchFingerprint(server), isOurs };
  known.set(server, made);
  return made;
}
