import { oc } from '@orpc/contract';
import { z } from 'zod';

import { appTokenSchema, tokenLabelSchema } from '../domain/app-token.ts';
import { appConnectionSchema, gatewayStatusSchema } from '../domain/gateway-status.ts';
import { named, nothing } from './common.ts';
import { serverErrors } from './errors.ts';

const { NOT_FOUND, STORAGE_FAILED } = serverErrors;

/** The doors for AI apps. On and off are settings (`settings.update`). */
export const gatewayContract = {
  /** How the doors stand once the settings have taken effect, and which tokens there are. */
  status: oc.input(nothing).output(gatewayStatusSchema),
  /** Makes a token for an app. `secret` is what the app shows; no other call answers with it. */
  createToken: oc
    .input(z.object({ label: tokenLabelSchema }))
    .errors({ STORAGE_FAILED })
    .output(z.object({ token: appTokenSchema, secret: z.string() })),
  /** The apps that have a process or session of this server to themselves, one entry for each. */
  appConnections: oc
    .input(named)
    .errors({ NOT_FOUND })
    .output(z.array(appConnectionSchema).readonly()),
  /** Ends a token at once, with everything that came in by it. */
  revokeToken: oc
    .input(z.object({ id: z.string() }))
    .errors({ STORAGE_FAILED })
    .output(nothing),
};
