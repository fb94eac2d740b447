import { z } from 'zod';

import { toolChoiceSchema } from '../../shared/domain/approval.ts';
import type { Opened } from '../vault/read-anchored.ts';
import { isSealOf, sealSchema, sealText } from '../vault/seal.ts';
import type { MasterKey } from '../vault/sealed-record.ts';
import { onlyRefusals } from './decisions.ts';
import type { Decisions } from './decisions.ts';

/** Version of {@link approvalFileSchema}; raise it together with a migration. */
export const approvalFileVersion = 1;

const contentSchema = z.object({
  place: z.string(),
  isBelieved: z.boolean(),
  tools: z.array(z.tuple([z.string(), toolChoiceSchema, z.string()])),
  apps: z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.string()]))])),
  /** Decisions before these could not be proven; an earlier version did not say. */
  isIncomplete: z.boolean().default(false),
  /** Rises with each save, so that each is written. */
  revision: z.number().int(),
});
type Content = z.infer<typeof contentSchema>;

/** The document of one server for one owner; whoever can write it can copy a seal, not make one. */
export const approvalFileSchema = contentSchema.extend(sealSchema.shape);
export type ApprovalFile = Readonly<z.infer<typeof approvalFileSchema>>;

/** Decisions as they were found, with the number of the save. */
export interface OpenedDecisions {
  readonly decisions: Decisions;
  readonly revision: number;
}

/** Seals what was decided about `server`, as its owner has it (HMAC with SHA-256). */
export function sealDecisions(
  key: MasterKey,
  server: string,
  { decisions, revision }: OpenedDecisions,
): ApprovalFile {
  const content: Content = {
    place: decisions.place,
    isBelieved: decisions.isBelieved,
    tools: [...decisions.tools].map(([tool, { choice, print }]) => [tool, choice, print]),
    apps: [...decisions.apps].map(([app, tools]) => [app, [...tools]]),
    isIncomplete: decisions.isIncomplete,
    revision,
  };
  return { ...content, ...sealText(key, sealedText(key, server, content)) };
}

/**
 * The decisions, if they were sealed under this key for this very server; else undefined. Of a file
 * that counts whether or not the vault knows of it (an earlier version made it) only what refuses: the
 * rest is asked about again.
 */
export function openDecisions(
  key: MasterKey,
  server: string,
  { keyId, seal, ...content }: ApprovalFile,
): Opened<OpenedDecisions> | undefined {
  const { revision } = content;
  const decisions = decisionsIn(content);
  if (isSealOf({ keyId, seal }, key, sealedText(key, server, content))) {
    return { value: { decisions, revision }, isAnchored: true };
  }
  if (!isSealOf({ keyId, seal }, key, unanchoredText(key, server, content))) return undefined;
  return { value: { decisions: onlyRefusals(decisions), revision }, isAnchored: false };
}

function decisionsIn({ place, isBelieved, tools, apps, isIncomplete }: Content): Decisions {
  return {
    place,
    isBelieved,
    tools: new Map(tools.map(([tool, choice, print]) => [tool, { choice, print }])),
    apps: new Map(apps.map(([app, own]) => [app, new Map(own)])),
    isIncomplete,
  };
}

function sealedText({ keyId }: MasterKey, server: string, content: Content): string {
  const { place, isBelieved, tools, apps, isIncomplete, revision } = content;
  const parts = [place, isBelieved, tools, apps, isIncomplete, revision];
  return JSON.stringify(['patchbay-approval', 2, keyId, server, ...parts]);
}

/** Of a Patchbay that kept nothing of decisions in the vault. */
function unanchoredText({ keyId }: MasterKey, server: string, content: Content): string {
  const { place, isBelieved, tools, apps, revision } = content;
  const parts = [place, isBelieved, tools, apps, revision];
  return JSON.stringify(['patchbay-approval', 1, keyId, server, ...parts]);
}
