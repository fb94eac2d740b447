import { oc } from '@orpc/contract';
import { z } from 'zod';

import {
  appChangePreviewSchema,
  appChangeSchema,
  appFileRefusalSchema,
  connectBySchema,
  connectedAppSchema,
} from '../domain/connected-app.ts';
import { nothing } from './common.ts';
import { serverErrors } from './errors.ts';

const { STORAGE_FAILED } = serverErrors;

const identified = z.object({ id: z.string().max(100) });
const changeErrors = {
  /** There is no such app here any more. */
  APP_NOT_FOUND: { data: identified },
  /** Its file is not read or not written; it is as it was. */
  APP_FILE_REFUSED: { data: appFileRefusalSchema },
};

/** AI apps on this computer, and our entry in their files. No value of such a file comes out. */
export const connectedAppContract = {
  /** Every known app that is here; reads only. */
  list: oc.input(nothing).output(z.array(connectedAppSchema)),
  /** What a change would write; reads only. */
  preview: oc
    .input(identified.extend({ change: appChangeSchema, by: connectBySchema.optional() }))
    .errors(changeErrors)
    .output(appChangePreviewSchema),
  /** Writes what was shown under this token. */
  apply: oc
    .input(
      identified.extend({
        change: appChangeSchema,
        by: connectBySchema.optional(),
        token: z.string().max(200),
      }),
    )
    .errors({
      ...changeErrors,
      /** The file is another than the one that was shown. */
      PREVIEW_OUTDATED: {},
      /** The app's servers could not be imported; nothing was changed. */
      MOVE_IN_FAILED: { data: z.object({ detail: z.string() }) },
      STORAGE_FAILED,
    })
    .output(z.object({ undoId: z.string() })),
  /** What others have made of our entry, and what they put beside it, is fine. */
  keepTheirs: oc
    .input(identified)
    .errors({ ...changeErrors, STORAGE_FAILED })
    .output(nothing),
  /** Every app whose file a person may name. */
  nameable: oc.input(nothing).output(z.array(z.object({ id: z.string(), title: z.string() }))),
  /** Asks the person for a file of that app; null when they chose none. Nothing is written to it. */
  namePlace: oc
    .input(identified)
    .errors({ APP_NOT_FOUND: changeErrors.APP_NOT_FOUND, STORAGE_FAILED })
    .output(z.object({ place: z.string().nullable() })),
  /** Forgets a file that a person has named; it stays as it is. */
  forgetPlace: oc
    .input(identified)
    .errors({ APP_NOT_FOUND: changeErrors.APP_NOT_FOUND, STORAGE_FAILED })
    .output(nothing),
};
