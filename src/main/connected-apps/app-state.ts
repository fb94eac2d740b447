import type { ConnectedApp, ConnectedAppState } from '../../shared/domain/connected-app.ts';
import type { Result } from '../../shared/util/result.ts';
import { namesBeside, refusalOf } from './app-change.ts';
import type { AppFileError } from './app-files.ts';
import type { Sighting } from './app-sightings.ts';
import type { ConnectionRecord } from './connection-records.ts';
import type { NamedEntry } from './edit/config-edit.ts';
import type { PlainValue } from './edit/plain-value.ts';
import { isSamePlain } from './edit/plain-value.ts';
import type { EditRefusal } from './edit/text-edit.ts';

/** What is known of an app; an app that is connected by hand has no file. */
export interface AppFacts {
  readonly reading?: Result<readonly NamedEntry[], EditRefusal | AppFileError>;
  /** What our entry is called. */
  readonly name?: string;
  /** Our entry as it would be written now; undefined when there is no bridge. */
  readonly ours?: PlainValue | undefined;
  readonly record?: ConnectionRecord | undefined;
  readonly sighting: Sighting | undefined;
  /** What our entry in the file starts is no longer there. */
  readonly isLost?: boolean;
}

/** How an app stands, from what its file says, what we wrote, and when it last came. */
export function appState(
  facts: AppFacts,
): Pick<ConnectedApp, 'state' | 'newServers' | 'ownServers'> {
  const { reading, name = '', record, sighting } = facts;
  if (reading === undefined)
    return { state: seen(sighting, 0, 'not-connected'), newServers: [], ownServers: 0 };
  if (!reading.ok) {
    return {
      state: { kind: 'broken', problem: refusalOf(reading.error) },
      newServers: [],
      ownServers: 0,
    };
  }
  const beside = namesBeside(reading.value, name);
  const newServers =
    record === undefined ? [] : beside.filter((one) => !record.known.includes(one));
  const there = reading.value.find((one) => one.name === name)?.value;
  return { state: stateOf(facts, there), newServers, ownServers: beside.length };
}

function stateOf(
  { record, ours, sighting, isLost }: AppFacts,
  there: PlainValue | undefined,
): ConnectedAppState {
  const isOurs = there !== undefined && ours !== undefined && isSamePlain(there, ours);
  if (record === undefined) {
    return isOurs ? seen(sighting, 0, 'not-seen') : { kind: 'not-connected' };
  }
  // A bundle is in no file of the app's.
  if (there === undefined && record.by === 'bundle')
    return seen(sighting, record.connectedAt, 'not-seen');
  if (there === undefined) return { kind: 'changed', change: 'removed' };
  const isKept = isSamePlain(there, record.entry);
  if (!isKept && !isOurs) return { kind: 'changed', change: 'edited' };
  if (isLost === true && !isOurs) return { kind: 'changed', change: 'lost' };
  return seen(sighting, record.connectedAt, 'not-seen');
}

function seen(
  sighting: Sighting | undefined,
  since: number,
  otherwise: 'not-seen' | 'not-connected',
): ConnectedAppState {
  if (sighting === undefined || sighting.lastSeenAt < since) return { kind: otherwise };
  return { kind: 'connected', ...sighting };
}
