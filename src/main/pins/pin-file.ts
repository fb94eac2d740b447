import { z } from 'zod';

import { isSealOf, sealSchema, sealText } from '../vault/seal.ts';
import type { MasterKey } from '../vault/sealed-record.ts';
import { canonicalText } from './canonical-text.ts';
import { definitionsSchema } from './definitions.ts';

/** Version of {@link pinFileSchema}; raise it together with a migration. */
export const pinFileVersion = 1;

const pinSchema = z.object({
  definitions: definitionsSchema,
  /** What the server called its version then. */
  version: z.string().optional(),
  /** Ids of changes a person has seen and wants held back. */
  kept: z.array(z.string()),
});

/** What a person agreed to of one server. */
export type Pin = Readonly<z.infer<typeof pinSchema>>;

/** The document of one server for one owner; whoever can write it can copy a seal, not make one. */
export const pinFileSchema = pinSchema.extend(sealSchema.shape);
export type PinFile = Readonly<z.infer<typeof pinFileSchema>>;

/** What is proven of a file. */
export interface OpenedPin {
  readonly pin: Pin;
  /** Whether it counts only where the vault says that it was the last one: see `vault/anchors.ts`. */
  readonly isAnchored: boolean;
}

/** Seals what is pinned of `server`, as its owner has it (HMAC with SHA-256). */
export function sealPin(key: MasterKey, server: string, pin: Pin): PinFile {
  return { ...pin, ...sealText(key, sealedText(key, server, pin, sealVersion)) };
}

/** The pin, if it was sealed under this key for this very server; else undefined. */
export function openPin(key: MasterKey, server: string, file: PinFile): OpenedPin | undefined {
  const { keyId, seal, ...pin } = file;
  const isSealedAs = (version: number): boolean =>
    isSealOf({ keyId, seal }, key, sealedText(key, server, pin, version));
  if (isSealedAs(sealVersion)) return { pin, isAnchored: true };
  return isSealedAs(unanchoredVersion) ? { pin, isAnchored: false } : undefined;
}

const sealVersion = 2;
/** Of a Patchbay that kept nothing of pins in the vault. */
const unanchoredVersion = 1;

function sealedText({ keyId }: MasterKey, server: string, pin: Pin, version: number): string {
  return canonicalText(['patchbay-pin', version, keyId, server, { ...pin }]);
}
