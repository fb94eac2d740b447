import type { MissingSetup } from '../../src/shared/domain/connection-state.ts';
import { waitFor } from './processes.ts';
import { askForEverything, openDoorWorld } from './doors/trust-door.ts';
import type { DoorWorld, TrustDoor } from './doors/trust-door.ts';
import type { StakeKind } from './trust-stakes.ts';

/** What came of a door: what happened before and after a person's clicks. */
export interface TrialOutcome {
  readonly happenedWithoutClick: boolean;
  /** Servers that wait for a person's yes. */
  readonly asks: readonly string[];
  readonly happenedAfterClick: boolean;
}

/** Whether what a door brings in does its harm once a person has said yes to it. */
export function isCarried(
  door: TrustDoor,
  { needsSecret }: Pick<StakeKind, 'needsSecret'>,
): boolean {
  return door.isRefusing !== true && !(needsSecret && door.isWithoutSecrets === true);
}

/** Goes through a door, asks for every server, then clicks what the window asks a person. */
export async function tryDoor(
  door: TrustDoor,
  kind: Pick<StakeKind, 'needsSecret' | 'create'>,
): Promise<TrialOutcome> {
  await using stake = await kind.create();
  await using world = await openDoorWorld(stake);
  await door.enter(world, stake);
  await askForEverything(world);
  const happenedWithoutClick = await stake.hasHappened();
  const asks = questionsIn(world).map(({ name }) => name);
  await clickEverything(world);
  if (isCarried(door, kind)) {
    await waitFor('what was agreed to', stake.hasHappened).catch(() => undefined);
  }
  return { happenedWithoutClick, asks, happenedAfterClick: await stake.hasHappened() };
}

// A yes to a program can be followed by one to whom a secret is for.
const rounds = 3;

/** Says yes to whatever waits for it, as long as something does. */
export async function clickEverything(world: DoorWorld): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const questions = questionsIn(world);
    if (questions.length === 0) return;
    const { client } = world.running();
    for (const { name, missing } of questions) {
      const recipients = missing.flatMap((one) =>
        one.kind === 'recipient' ? [one.recipient] : [],
      );
      if (recipients.length > 0) await client.servers.allowRecipients({ name, recipients });
      if (!missing.some(({ kind }) => kind === 'consent')) continue;
      const { consent } = await client.servers.launchPreview({ name });
      await client.servers.consent({ name, consent });
    }
    await askForEverything(world);
  }
}

/** The servers that ask a person for a yes, with what they ask. */
function questionsIn({ running }: DoorWorld) {
  const { host } = running();
  return host.snapshot().servers.flatMap(({ name }) => {
    const state = host.pool.status(name);
    const missing: readonly MissingSetup[] = state?.kind === 'needs-setup' ? state.missing : [];
    const isAsked = missing.some(({ kind }) => kind === 'consent' || kind === 'recipient');
    return isAsked ? [{ name, missing }] : [];
  });
}

/** How often it happened over some doors and kinds of harm, for the page of figures. */
export interface DoorCount {
  readonly tried: number;
  readonly withoutClick: number;
  readonly carried: number;
  readonly afterClick: number;
}

/** Every door with every kind of harm. */
export async function countDoors(
  doors: readonly TrustDoor[],
  kinds: readonly StakeKind[],
): Promise<DoorCount> {
  let [withoutClick, carried, afterClick] = [0, 0, 0];
  for (const door of doors) {
    for (const kind of kinds) {
      const outcome = await tryDoor(door, kind);
      withoutClick += Number(outcome.happenedWithoutClick);
      carried += Number(isCarried(door, kind));
      afterClick += Number(outcome.happenedAfterClick);
    }
  }
  return { tried: doors.length * kinds.length, withoutClick, carried, afterClick };
}
