import { z } from 'zod';

/** Where a secret goes, as a person reads it. */
export const shownRecipientSchema = z.discriminatedUnion('kind', [
  /** One origin; several where a sign-in names more than one, any of which decides who gets it. */
  z.object({ kind: z.literal('address'), addresses: z.array(z.string()) }),
  z.object({ kind: z.literal('program') }),
  z.object({ kind: z.literal('built-in') }),
  /** Stored before Patchbay kept whom it is for. */
  z.object({ kind: z.literal('unknown') }),
]);
export type ShownRecipient = Readonly<z.infer<typeof shownRecipientSchema>>;

/** Whether a stored secret may go somewhere else now; what a person is asked. */
export const recipientQuestionSchema = z.object({
  /** Passed back with the yes, so that it is one to exactly this. */
  recipient: z.string(),
  from: shownRecipientSchema,
  to: shownRecipientSchema,
  /** The server it was stored for, where that is another. */
  fromServer: z.string().optional(),
});
export type RecipientQuestion = Readonly<z.infer<typeof recipientQuestionSchema>>;
