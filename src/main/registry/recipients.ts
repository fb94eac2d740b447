import type { RecipientQuestion } from '../../shared/domain/recipient.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretRebinding, SecretStore, SecretUse } from '../kernel/secret-store.ts';
import { fitOf, holderServer, isForUse } from '../trust/recipient.ts';
import { questionsOf } from '../trust/recipient-question.ts';
import { rebindings, recipientChanges, seenBy, usesIn } from '../trust/secret-uses.ts';
import type { Allowed, RecipientChange } from '../trust/secret-uses.ts';
import { withoutSecrets } from './left-open.ts';
import { vaultFailed } from './registry-error.ts';
import type { SaveRefusal, VaultRefusal } from './registry-error.ts';
import type { SaveOptions } from './save-options.ts';
import { secretIdsOf } from './server-values.ts';
import { isProgram } from '../../shared/domain/transport-kind.ts';

type Seals = Pick<SecretStore, 'usesOf' | 'rebind'>;

/** Seals were changed; `takeBack` makes them what they were. */
export interface Rebound {
  takeBack(): Promise<void>;
}

/**
 * Lets secrets of a server go where a person has said yes to; those that may already, and those the
 * yes is not about, stay as they are. A crash before their server is saved costs a question at most.
 */
export async function rebindSecrets(
  server: ServerDefinition,
  allowed: Allowed,
  secrets: Seals,
): Promise<Result<Rebound, VaultRefusal>> {
  return rebindAll(
    rebindings(server, allowed, (id) => secrets.usesOf(id)),
    secrets,
  );
}

async function rebindAll(
  changes: readonly SecretRebinding[],
  secrets: Seals,
): Promise<Result<Rebound, VaultRefusal>> {
  const before = changes.flatMap(({ id }) => {
    const known = secrets.usesOf(id);
    return known.kind === 'stored' ? [{ id, uses: known.uses }] : [];
  });
  const rebound = await secrets.rebind(changes);
  if (!rebound.ok) return err(vaultFailed(rebound.error));
  return ok({
    async takeBack() {
      await secrets.rebind(before);
    },
  });
}

/** A server that was removed, and the same as it comes back, perhaps under another name. */
export interface Returned {
  readonly former: ServerDefinition;
  readonly server: ServerDefinition;
}

/** What becomes of the stored secrets that an edit sends elsewhere. */
export interface EditedServer {
  readonly server: ServerDefinition;
  readonly changes: readonly RecipientChange[];
  /** Recipients that stored secrets get with the save. */
  readonly recipients: ReadonlySet<string>;
}

/**
 * An address a person has changed gets what is stored only when they have seen where it goes and
 * where it went; they may leave it out instead. Agreeing to a program is that yes for a program.
 */
export function judgeEdit(
  previous: ServerDefinition,
  next: ServerDefinition,
  options: SaveOptions & { readonly profileId: string },
  usesOf: SecretStore['usesOf'],
): Result<EditedServer, Extract<SaveRefusal, { readonly code: 'RECIPIENT_CHANGED' }>> {
  const { profileId, recipients = [], forgetsSecrets = false } = options;
  const all = recipientChanges(previous, next, profileId);
  const changes = all.filter(({ secretId, from, to }) => {
    const known = usesOf(secretId);
    return fitOf(known, from) === 'fits' && fitOf(known, to) === 'elsewhere';
  });
  if (forgetsSecrets) {
    return ok({ server: withoutSecrets(next, all), changes: [], recipients: new Set() });
  }
  // Whether a program may get it is asked with what would be started.
  if (isProgram(next.transport)) {
    return ok({ server: next, changes, recipients: new Set() });
  }
  const own = changes.filter((one) => one.profileId === profileId);
  const unseen = own.filter(({ to }) => !recipients.includes(to.recipient));
  if (unseen.length > 0) {
    return err({ code: 'RECIPIENT_CHANGED', questions: questionsOf(own) });
  }
  return ok({ server: next, changes, recipients: new Set(own.map(({ to }) => to.recipient)) });
}

/** What a person is asked before an edit of a server is saved. */
export function questionsOfEdit(
  previous: ServerDefinition,
  next: ServerDefinition,
  profileId: string,
  usesOf: SecretStore['usesOf'],
): readonly RecipientQuestion[] {
  const judged = judgeEdit(previous, next, { profileId }, usesOf);
  return judged.ok || judged.error.code !== 'RECIPIENT_CHANGED' ? [] : judged.error.questions;
}

/** The yes that an edit is, to what it changes and no more. */
export function yesOfEdit({ changes, recipients }: EditedServer, profileId: string): Allowed {
  const ids = new Set(changes.map(({ secretId }) => secretId));
  return { recipients, profileId, isAbout: (id) => ids.has(id) };
}

/**
 * The yes that agreeing to a program is: to all secrets that are its own, whatever launch they were
 * for. One that another server uses, or somebody's of whom nothing is known, is asked about.
 */
export function yesOfConsent(
  server: ServerDefinition,
  profileId: string,
  others: Iterable<ServerDefinition>,
): Allowed {
  const view = seenBy(server, profileId);
  const foreign = new Set(
    [...others].flatMap((one) => (one.name === server.name ? [] : secretIdsOf(one))),
  );
  const recipients = usesIn(view).map(({ use }) => use.recipient);
  return {
    recipients: new Set(recipients),
    profileId,
    isAbout: (id, uses) =>
      uses.length === 0 ? !foreign.has(id) : uses.some((use) => holderServer(use) === server.name),
  };
}

/**
 * The yes that lies in a value of a variable that a person has entered themselves: for secrets that
 * were where they belong before. For an address only the first value is one, since what is stored
 * has never gone anywhere then; later ones are asked about.
 */
export function yesOfValue(
  previous: ServerDefinition,
  next: ServerDefinition,
  profileId: string,
  usesOf: SecretStore['usesOf'],
): Allowed {
  const changes = recipientChanges(previous, next, profileId).filter(
    ({ secretId, from, profileId: user }) =>
      user === profileId && fitOf(usesOf(secretId), from) === 'fits',
  );
  const recipients = new Set(changes.map(({ to }) => to.recipient));
  return yesOfEdit({ server: next, changes, recipients }, profileId);
}

/** The yes to a question about a server's recipients, as far as those asked are still true. */
export function yesToQuestions(recipients: readonly string[], profileId: string): Allowed {
  return { recipients: new Set(recipients), profileId, isAbout: () => true };
}

/** Servers that come back under other names bring their secrets along. */
export async function renameHolders(
  returned: readonly Returned[],
  secrets: Seals,
): Promise<Result<Rebound, VaultRefusal>> {
  const uses = new Map<string, readonly SecretUse[]>();
  for (const one of returned.filter(({ former, server }) => former.name !== server.name)) {
    for (const id of new Set(secretIdsOf(one.former))) {
      const known = secrets.usesOf(id);
      // Two that come back may share a secret.
      if (known.kind === 'stored') uses.set(id, renamedUses(id, uses.get(id) ?? known.uses, one));
    }
  }
  return rebindAll(
    [...uses].map(([id, changed]) => ({ id, uses: changed })),
    secrets,
  );
}

function renamedUses(
  id: string,
  uses: readonly SecretUse[],
  { former, server }: Returned,
): readonly SecretUse[] {
  const mine = usesIn(former).filter(({ secretId }) => secretId === id);
  const held = mine.filter(({ use }) => isForUse(uses, use)).map(({ use }) => use);
  const renamed = held.map(({ holder, recipient }) => ({
    holder: server.name + holder.slice(former.name.length),
    recipient,
  }));
  return [...uses.filter((use) => !isForUse(held, use)), ...renamed];
}
