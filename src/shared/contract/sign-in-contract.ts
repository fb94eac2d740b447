import { oc } from '@orpc/contract';
import { z } from 'zod';

import { failureSchema } from '../domain/failure.ts';
import { serverNameSchema } from '../domain/server.ts';
import { maxAccountLabelChars } from '../domain/account-label.ts';
import { accountSchema, callbackWaySchema, reusableSignInSchema } from '../domain/sign-in.ts';
import { named, nothing } from './common.ts';
import { serverErrors } from './errors.ts';

/** Signing in, staying so and signing out. */
export const signInContract = {
  /** Opens the browser at the server's sign-in; only ever called for a click. */
  begin: oc
    .input(
      named.extend({
        /** Another way back than the usual one; starts anew. */
        via: callbackWaySchema.optional(),
        /** Nothing came of the open sign-in: register anew and start anew. */
        isFresh: z.boolean().optional(),
        /** The digest of the question the person says yes to; kept with the server. */
        agreed: z.string().max(200).optional(),
      }),
    )
    .errors({
      NOT_FOUND: serverErrors.NOT_FOUND,
      SIGN_IN_FAILED: { data: z.object({ failure: failureSchema }) },
    })
    .output(
      z.object({
        flowId: z.string(),
        via: callbackWaySchema,
        expiresAt: z.number(),
        isOpened: z.boolean(),
      }),
    ),
  /** The address of an open sign-in, to copy into another browser; null when it is over. */
  link: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ url: z.string().nullable() })),
  /** Gives an open sign-in up; also forgets how a fruitless one ended. */
  cancel: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ isCancelled: z.boolean() })),
  /** Takes the address a person copied from the browser after signing in there. */
  finish: oc
    .input(z.object({ url: z.string().max(100_000) }))
    .errors({ ANSWER_REFUSED: { data: z.object({ reason: z.string() }) } })
    .output(z.object({ name: serverNameSchema, isSignedIn: z.boolean() })),
  /**
   * Who is signed in, if anybody, and whether the server offers it. Asks the server itself at most,
   * and only while it is connected.
   */
  account: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ account: accountSchema.nullable(), offersSignIn: z.boolean() })),
  /** Who is signed in, by server; contacts nobody. */
  accounts: oc.input(nothing).output(z.record(z.string(), accountSchema)),
  /** Gives an account a name of one's own; an empty one takes it away. */
  label: oc
    .input(named.extend({ label: z.string().trim().max(maxAccountLabelChars) }))
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND, STORAGE_FAILED: serverErrors.STORAGE_FAILED })
    .output(z.object({ isKept: z.boolean() })),
  /**
   * The host where a sign-in will take place, so that a person knows before the browser opens; null
   * when nobody says. Asks the server itself and nobody else.
   */
  service: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ host: z.string().nullable() })),
  /**
   * Sign-ins of the profile in use that could serve this server too; none once it has its own. Asks
   * the server for its metadata, and its sign-in service if the profile is signed in there.
   */
  reusable: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ signIns: z.array(reusableSignInSchema) })),
  /** Uses the sign-in of another server from now on; only ever called for a click on one of these. */
  reuse: oc
    .input(named.extend({ of: serverNameSchema, digest: z.string().max(200) }))
    .errors({
      NOT_FOUND: serverErrors.NOT_FOUND,
      SIGN_IN_FAILED: { data: z.object({ failure: failureSchema }) },
    })
    .output(nothing),
  /**
   * Always forgets and ends the connection; revokes as far as that works within a few seconds, unless
   * other servers share the sign-in. `isEverywhere` signs those out too.
   */
  signOut: oc
    .input(named.extend({ isEverywhere: z.boolean().optional() }))
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(nothing),
};
