import type { Snapshot } from '../../src/shared/domain/events.ts';
import { settingsSchema } from '../../src/shared/domain/settings.ts';

/** What a window is told when there is nothing yet, but for `change`. */
export const emptySnapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
  seq: 0,
  servers: [],
  states: {},
  catalogs: {},
  signIns: {},
  profiles: { all: [], activeId: 'personal' },
  undoable: null,
  redoable: null,
  questions: [],
  approvals: [],
  settings: settingsSchema.parse({}),
  vault: { state: 'ready', backend: '' },
  notices: [],
  app: { version: '1', platform: 'linux' },
  ...change,
});
