import { randomBytes } from 'node:crypto';

import type { HomeContents } from '../../../src/main/transfer/home-contents.ts';
import type { KeptProfile } from '../../../src/shared/domain/profile.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';

/** A server that reaches an address. */
export function serverNamed(name: string, rest: Partial<ServerDefinition> = {}): ServerDefinition {
  return serverDefinitionSchema.parse({
    title: name,
    name,
    createdAt: 1,
    updatedAt: 1,
    transport: { type: 'streamable-http', url: `https://${name}.example/mcp` },
    ...rest,
  });
}

/** A profile as it is kept. */
export function profileOf(title: string, rest: Partial<KeptProfile> = {}): KeptProfile {
  const id = title.toLowerCase();
  return { id, title, icon: 'user', color: 'indigo', createdAt: 1, choices: {}, ...rest };
}

/** A home of these servers and profiles, the first of them in use. */
export function homeOf(
  servers: readonly ServerDefinition[],
  profiles: readonly KeptProfile[] = [profileOf('Personal')],
): HomeContents {
  const activeId = profiles[0]?.id ?? '';
  return { servers: [...servers], profiles: { profiles: [...profiles], activeId } };
}

export const strongBytes = (length: number): Uint8Array => randomBytes(length);
