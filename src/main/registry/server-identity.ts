import type { ServerDefinition } from '../../shared/domain/server.ts';

/** What stays of a server whatever a draft makes of it. */
export type ServerIdentity = Pick<
  ServerDefinition,
  'name' | 'createdAt' | 'inspection' | 'origin' | 'handle'
>;

/** The lasting part of a server. */
export function identityOf({
  name,
  createdAt,
  inspection,
  origin,
  handle,
}: ServerIdentity): ServerIdentity {
  return {
    name,
    createdAt,
    inspection,
    ...(origin && { origin }),
    ...(handle !== undefined && { handle }),
  };
}
