import { z } from 'zod';

import { appRightsSchema } from '../../shared/domain/app-rights.ts';
import type { AppRights } from '../../shared/domain/app-rights.ts';
import { unlimited } from '../../shared/domain/usual-rights.ts';
import { canonicalText } from '../pins/canonical-text.ts';
import type { Opened } from '../vault/read-anchored.ts';
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
  return { rights, revision, ...sealText(key, sealedText(key, caller, { rights, revision })) };
}

/** The rights, if they were sealed under this key for this very app; else undefined. */
export function openRights(
  key: MasterKey,
  caller: string,
  file: RightsFile,
): Opened<AppRights> | undefined {
  if (isSealOf(file, key, sealedText(key, caller, file))) {
    return { value: file.rights, isAnchored: true };
  }
  if (!isSealOf(file, key, unanchoredText(key, caller, file))) return undefined;
  // Only what that seal is over: the rest came later, or was put in by somebody.
  const { isBlocked, servers, isReadOnly } = file.rights;
  return { value: { ...unlimited, isBlocked, servers, isReadOnly }, isAnchored: false };
}

type Content = Pick<RightsFile, 'rights' | 'revision'>;

function sealedText({ keyId }: MasterKey, caller: string, { rights, revision }: Content): string {
  return canonicalText(['patchbay-app-rights', 2, keyId, caller, { ...rights }, revision]);
}

/** Of a Patchbay that kept nothing of rights in the vault. */
function unanchoredText(
  { keyId }: MasterKey,
  caller: string,
  { rights: { isBlocked, servers, isReadOnly }, revision }: Content,
): string {
  const parts = [isBlocked, servers, isReadOnly, revision];
  return JSON.stringify(['patchbay-app-rights', 1, keyId, caller, ...parts]);
}
