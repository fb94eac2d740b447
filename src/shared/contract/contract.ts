import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

import { doctorReportSchema } from '../domain/doctor.ts';
import { eventBatchSchema, snapshotSchema, vaultStatusSchema } from '../domain/events.ts';
import { settingsChangeSchema, settingsSchema } from '../domain/settings.ts';
import { windowPlaceSchema } from '../domain/window-command.ts';
import { appRightsContract } from './app-rights-contract.ts';
import { approvalContract } from './approval-contract.ts';
import { callContract } from './call-contract.ts';
import { cautionContract } from './caution-contract.ts';
import { catalogContract } from './catalog-contract.ts';
import { named, nothing } from './common.ts';
import { connectedAppContract } from './connected-app-contract.ts';
import { connectionContract } from './connection-contract.ts';
import { draftErrors, serverErrors } from './errors.ts';
import { gatewayContract } from './gateway-contract.ts';
import { importContract } from './import-contract.ts';
import { logContract } from './log-contract.ts';
import { manyServersContract } from './many-servers-contract.ts';
import { movingContract } from './moving-contract.ts';
import { pinContract } from './pin-contract.ts';
import { profileContract } from './profile-contract.ts';
import { questionContract } from './question-contract.ts';
import { serverContract } from './server-contract.ts';
import { signInContract } from './sign-in-contract.ts';
import { undoContract } from './undo-contract.ts';
import { updateContract } from './update-contract.ts';
import { vaultContract } from './vault-contract.ts';

const doctor = {
  /** Looks why a server's program does not start; runs neither the server nor its command. */
  examine: oc.input(named).errors(serverErrors).output(doctorReportSchema),
};

const variables = {
  /** Sets the value of one declared variable; the value is never readable again if sensitive. */
  set: oc
    .input(named.extend({ variable: z.string(), value: z.string().max(100_000) }))
    .errors({ ...draftErrors, UNKNOWN_VARIABLE: { data: z.object({ variable: z.string() }) } })
    .output(nothing),
  clear: oc
    .input(named.extend({ variable: z.string() }))
    .errors({
      ...serverErrors,
      VAULT_FAILED: draftErrors.VAULT_FAILED,
      UNKNOWN_VARIABLE: { data: z.object({ variable: z.string() }) },
    })
    .output(nothing),
  /** For each declared variable only whether it has a value. */
  flags: oc.input(named).errors(serverErrors).output(z.record(z.string(), z.boolean())),
};

const settings = {
  get: oc.input(nothing).output(settingsSchema),
  update: oc
    .input(settingsChangeSchema)
    .errors({ STORAGE_FAILED: serverErrors.STORAGE_FAILED })
    .output(settingsSchema),
};

const app = {
  snapshot: oc.input(nothing).output(snapshotSchema),
  vaultStatus: oc.input(nothing).output(vaultStatusSchema),
  dismissNotice: oc.input(z.object({ id: z.string() })).output(nothing),
  /** Tells main that the first list is on screen, so that heavy work may begin. */
  painted: oc.input(nothing).output(nothing),
  /** Opens an address of a server's in the browser: https, or http on this computer, nothing else. */
  openAddress: oc
    .input(z.object({ address: z.string().max(20_000) }))
    .output(z.object({ isOpen: z.boolean() })),
  /** Tells main where the person is, for the window's title and the application menu. */
  place: oc.input(windowPlaceSchema).output(nothing),
};

const events = {
  /** Every change from now on, coalesced per frame; take a snapshot after subscribing. */
  subscribe: oc.input(nothing).output(eventIterator(eventBatchSchema)),
};

/** Everything the window can ask of main. Inputs and outputs are checked in main. */
export const contract = {
  servers: serverContract,
  manyServers: manyServersContract,
  connections: connectionContract,
  doctor,
  catalog: catalogContract,
  variables,
  profiles: profileContract,
  pins: pinContract,
  cautions: cautionContract,
  undo: undoContract,
  questions: questionContract,
  approvals: approvalContract,
  appRights: appRightsContract,
  signIn: signInContract,
  vault: vaultContract,
  import: importContract,
  moving: movingContract,
  gateway: gatewayContract,
  connectedApps: connectedAppContract,
  logs: logContract,
  calls: callContract,
  settings,
  updates: updateContract,
  app,
  events,
};

/** The contract's type, from which both sides derive theirs. */
export type Contract = typeof contract;
