import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { appRightsSchema } from '../../shared/domain/app-rights.ts';
import type { AppRights } from '../../shared/domain/app-rights.ts';
import type { MasterKey } from '../vault/sealed-record.ts';

/** Version of {@link rightsFileSchema}; raise it together with a migration. */
export const rightsFileVersion = 1;

/** The document of one app; whoever can write it can copy a seal, not make one. */
export const rightsFileSchema = z.object({
  rights: appRightsSchema,
  /** Rises with each save, so that each is written. */
  revision: z.number().int(),
  /** The vault's key that the seal was made under. */
  keyId: z.string(),
  /** Hexadecimal. */
  seal: z.string(),
});
export type RightsFile = Readonly<z.infer<typeof rightsFileSchema>>;

/** Seals what one app may (HMAC with SHA-256). */
export function sealRights(
  key: MasterKey,
  caller: string,
  rights: AppRights,
  revision: number,
): RightsFile {
  const seal = sealOf(key, caller, rights, revision).toString('hex');
  return { rights, revision, keyId: key.keyId, seal };
}

/** Whether rights were sealed under this key, for this very app. */
export function isSealed(key: MasterKey, caller: string, file: RightsFile): boolean {
  if (file.keyId !== key.keyId) return false;
  const claimed = Buffer.from(file.seal, 'hex');
  const real = sealOf(key, caller, file.rights, file.revision);
  return claimed.length === real.length && timingSafeEqual(claimed, real);
}

function sealOf(
  { bytes, keyId }: MasterKey,
  caller: string,
  { isBlocked, servers, isReadOnly }: AppRights,
  revision: number,
): Buffer {
  const parts = [isBlocked, servers, isReadOnly, revision];
  const text = JSON.stringify(['patchbay-app-rights', 1, keyId, caller, ...parts]);
  return createHmac('sha256', bytes).update(text).digest();
}
