import { assertNever } from '../util/assert-never.ts';
import type { EventBatch, HostEvent, Snapshot } from './events.ts';
import { without } from '../util/own.ts';

/** What folding a batch into a snapshot led to; `gap` asks for a fresh snapshot. */
export type FoldResult =
  | { readonly kind: 'folded'; readonly snapshot: Snapshot }
  | { readonly kind: 'stale' }
  | { readonly kind: 'gap' };

/**
 * Folds a batch into a snapshot. Batches the snapshot already contains are `stale`; a batch that
 * starts after a missing event is a `gap`. Main and renderer use this same function.
 */
export function foldBatch(snapshot: Snapshot, batch: EventBatch): FoldResult {
  const first = batch.seq - batch.events.length + 1;
  if (batch.seq <= snapshot.seq) return { kind: 'stale' };
  if (first > snapshot.seq + 1) return { kind: 'gap' };
  const fresh = batch.events.slice(snapshot.seq + 1 - first);
  const folded = fresh.reduce(applyEvent, snapshot);
  return { kind: 'folded', snapshot: { ...folded, seq: batch.seq } };
}

/** The snapshot after one event; `seq` is left to the caller. */
export function applyEvent(snapshot: Snapshot, event: HostEvent): Snapshot {
  switch (event.kind) {
    case 'server-saved':
      return { ...snapshot, servers: withServer(snapshot.servers, event.server) };
    case 'server-removed':
      return {
        ...snapshot,
        servers: snapshot.servers.filter((server) => server.name !== event.name),
        states: without(snapshot.states, event.name),
        catalogs: without(snapshot.catalogs, event.name),
        signIns: without(snapshot.signIns, event.name),
      };
    case 'connection-changed':
      return { ...snapshot, states: { ...snapshot.states, [event.name]: event.state } };
    case 'catalog-changed':
      return {
        ...snapshot,
        catalogs:
          event.summary === null
            ? without(snapshot.catalogs, event.name)
            : { ...snapshot.catalogs, [event.name]: event.summary },
      };
    case 'sign-in-changed':
      return {
        ...snapshot,
        signIns:
          event.signIn === null
            ? without(snapshot.signIns, event.name)
            : { ...snapshot.signIns, [event.name]: event.signIn },
      };
    case 'profiles-changed':
      return { ...snapshot, profiles: event.profiles };
    case 'undo-changed':
      return { ...snapshot, undoable: event.undoable, redoable: event.redoable };
    case 'questions-changed':
      return { ...snapshot, questions: event.questions };
    case 'approvals-changed':
      return { ...snapshot, approvals: event.approvals };
    case 'settings-changed':
      return { ...snapshot, settings: event.settings };
    case 'vault-changed':
      return { ...snapshot, vault: event.vault };
    case 'notice-added':
      return { ...snapshot, notices: [...snapshot.notices, event.notice] };
    case 'notice-dismissed':
      return { ...snapshot, notices: snapshot.notices.filter(({ id }) => id !== event.id) };
    // Log lines, calls and wishes are followed by whoever heeds them; the mirror does not keep them.
    case 'log-appended':
    case 'calls-recorded':
    case 'navigation-requested':
    case 'answer-asked':
    case 'command-requested':
    case 'apps-changed':
      return snapshot;
    default:
      return assertNever(event);
  }
}

function withServer(servers: Snapshot['servers'], server: Snapshot['servers'][number]) {
  const index = servers.findIndex(({ name }) => name === server.name);
  return index === -1
    ? [...servers, server]
    : servers.map((other, at) => (at === index ? server : other));
}
