import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ChangeRefusal } from '../registry/registry-error.ts';
import type { ServerEdits } from '../registry/registry-ports.ts';
import type { HomeSteps } from './home-steps.ts';
import { turned } from './on-off.ts';
import type { ServersInUse } from './servers-in-use.ts';

type NotFound = Extract<ChangeRefusal, { code: 'NOT_FOUND' }>;

/**
 * What a person does with one server, done for the profile in use: on what it may use, with its own
 * values, answered as it has the server. Turning on and off is for that profile alone. A new server
 * is on or off as the change says, whatever anybody has chosen about its name before.
 */
export function createEditsInUse({
  edits,
  servers,
  home,
  inUse,
}: {
  readonly edits: ServerEdits;
  readonly servers: Pick<ServersInUse, 'get' | 'viewOf'>;
  readonly home: Pick<HomeSteps, 'create' | 'change'>;
  /** The profile in use. */
  readonly inUse: () => string;
}): ServerEdits {
  const asSeen = async <Refusal>(
    saving: Promise<Result<ServerDefinition, Refusal>>,
  ): Promise<Result<ServerDefinition, Refusal>> => {
    const saved = await saving;
    return saved.ok ? ok(servers.viewOf(saved.value) ?? saved.value) : saved;
  };
  /** Runs `edit` unless the profile in use may not even know of the server. */
  const ifVisible = <Refusal>(
    name: string,
    edit: () => Promise<Result<ServerDefinition, Refusal>>,
  ): Promise<Result<ServerDefinition, Refusal | NotFound>> =>
    servers.get(name) === undefined
      ? Promise.resolve(err({ code: 'NOT_FOUND', name }))
      : asSeen(edit());

  const turn = (name: string, enabled: boolean) =>
    home.change<ServerDefinition, ChangeRefusal>((all) => {
      const next = turned(all, inUse(), name, enabled);
      const server = next.servers.find((one) => one.name === name);
      if (server === undefined) return err({ code: 'NOT_FOUND', name });
      return ok({ home: next, value: server });
    });

  return {
    create: (draft, options) => asSeen(home.create(draft, { ...options, profileId: inUse() })),
    update: (name, draft, options) =>
      ifVisible(name, () => edits.update(name, draft, { ...options, profileId: inUse() })),
    setEnabled: (name, enabled) => ifVisible(name, () => turn(name, enabled)),
    setHandle: (name, handle) => ifVisible(name, () => edits.setHandle(name, handle)),
    giveConsent: (name, consent) =>
      ifVisible(name, () => edits.giveConsent(name, consent, inUse())),
    allowRecipients: (name, recipients) =>
      ifVisible(name, () => edits.allowRecipients(name, recipients, inUse())),
    setVariable: (name, variable, value) =>
      ifVisible(name, () => edits.setVariable(name, variable, value, inUse())),
    clearVariable: (name, variable) =>
      ifVisible(name, () => edits.clearVariable(name, variable, inUse())),
    fillSecret: (name, place, value) =>
      ifVisible(name, () => edits.fillSecret(name, place, value, inUse())),
  };
}
