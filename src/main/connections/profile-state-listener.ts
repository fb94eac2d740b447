import type { ConnectionState } from '../../shared/domain/connection-state.ts';

/** Told about every change of a connection of a profile that is served, in order. */
export type ProfileStateListener = (
  profileId: string,
  name: string,
  state: ConnectionState,
) => void;
