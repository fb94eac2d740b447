import { z } from 'zod';

import { appRightsSchema } from '../../shared/domain/app-rights.ts';
import type { AppRights } from '../../shared/domain/app-rights.ts';
import { isSealOf, sealSchema, sealText } from '../vault/seal.ts';
import type { MasterKey } from '../vault/sealed-record.ts';

/** Version of {@link rightsFileSchema}; raise it together with a migration. */
export const rightsFileVersion = 1;

/** The document of one app; whoever can write it can copy a seal, not make one. */
export const rightsFileSchema = z.object({
  rights: appRightsSchema,
  /** Rises with each save, so that each is written. */
  revision: z.number().int(),
  ...sealSchema.shape,
});
export type RightsFile = Readonly<z.infer<typeof rightsFileSchema>>;

/** Seals what one app may (HMAC with SHA-256). */
export function sealRights(
  key: MasterKey,
  caller: string,
  rights: AppRights,
  revision: number,
): RightsFile {
  return { rights, revision, ...sealText(key, sealedText(key, caller, rights, revision)) };
}

/** Whether rights were sealed under this key, for this very app. */
export function isSealed(key: MasterKey, caller: string, file: RightsFile): boolean {
  return isSealOf(file, key, sealedText(key, caller, file.rights, file.revision));
}

function sealedText(
  { keyId }: MasterKey,
  caller: string,
  { isBlocked, servers, isReadOnly }: AppRights,
  revision: number,
): string {
  const parts = [isBlocked, servers, isReadOnly, revision];
  return JSON.stringify(['patchbay-app-rights', 1, keyId, caller, ...parts]);
}
