import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';

import type { ConnectionState } from '../../../shared/domain/connection-state.ts';
import type { CatalogSummary } from '../../../shared/domain/catalog.ts';
import type { Snapshot } from '../../../shared/domain/events.ts';
import type { ServerView } from '../../../shared/domain/server.ts';
import { stateOf } from '../../../shared/domain/snapshot-health.ts';
import type { Host, Mirror } from './host.ts';
import type { UiState, UiStore } from './ui-store.ts';
import { own } from '../../../shared/util/own.ts';

/** What every part of the window can reach. */
export interface WindowParts {
  readonly host: Host;
  readonly ui: UiStore;
}

const WindowContext = createContext<WindowParts | null>(null);

/** Gives `parts` to everything inside. */
export function WindowProvider({ parts, children }: { parts: WindowParts; children: ReactNode }) {
  return <WindowContext value={parts}>{children}</WindowContext>;
}

/** Host and UI store of this window. */
export function useWindow(): WindowParts {
  const parts = useContext(WindowContext);
  if (parts === null) throw new Error('outside of a window');
  return parts;
}

/** Main's calls. */
export function useClient() {
  return useWindow().host.client;
}

/** Picks from the mirror; objects are compared shallowly. */
export function useMirror<T>(select: (mirror: Mirror) => T): T {
  return useStore(useWindow().host.mirror, useShallow(select));
}

/** The mirror's snapshot; null until main has answered for the first time. */
export function useSnapshot(): Snapshot | null {
  return useMirror(({ snapshot }) => snapshot);
}

/** Picks from the state of the window itself. */
export function useUi<T>(select: (state: UiState) => T): T {
  return useStore(useWindow().ui, useShallow(select));
}

/** One server with all that the mirror knows about it. */
export interface KnownServer {
  readonly server: ServerView;
  readonly state: ConnectionState;
  readonly summary: CatalogSummary | undefined;
  /** Whether a person has paused all servers. */
  readonly isPaused: boolean;
}

/** One server of the mirror; undefined when there is none of that name. */
export function useServer(name: string | null): KnownServer | undefined {
  const server = useMirror(({ snapshot }) => snapshot?.servers.find((one) => one.name === name));
  const state = useMirror(({ snapshot }) => stateOf(snapshot ?? { states: {} }, name ?? ''));
  const summary = useMirror(({ snapshot }) => own(snapshot?.catalogs, name ?? ''));
  const isPaused = useMirror(({ snapshot }) => snapshot?.settings.isPaused ?? false);
  return server === undefined ? undefined : { server, state, summary, isPaused };
}
