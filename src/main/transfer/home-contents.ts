import { z } from 'zod';

import { serverDefinitionSchema } from '../../shared/domain/server.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import { profilesFileSchema } from '../profiles/profile-store.ts';

/** Everything that an export or a backup holds: profiles and servers with references to secrets. */
export const homeContentsSchema = z.object({
  profiles: profilesFileSchema,
  servers: z.array(serverDefinitionSchema),
});
export type HomeContents = Readonly<z.infer<typeof homeContentsSchema>>;

/** A server as it is kept: what trying it last found belongs to the moment. */
export function keptServer(server: ServerDefinition): ServerDefinition {
  return { ...server, inspection: { status: 'never' } };
}

/** Equal for two servers that a person would call the same, whenever they were saved. */
export function serverBody({ inspection: _, updatedAt: __, ...body }: ServerDefinition): string {
  return canonicalJson(body);
}

/** Equal for two profiles with the same choices. */
export function profileBody(profile: HomeContents['profiles']['profiles'][number]): string {
  return canonicalJson(profile);
}
