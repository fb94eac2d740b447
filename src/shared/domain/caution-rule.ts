import { z } from 'zod';

/** Why a spot is worth a look. Each is told by a fixed rule of `main/scanning`, never by a model. */
export const cautionRuleSchema = z.enum([
  'hidden-characters',
  'overrides-instructions',
  'hides-from-you',
  'speaks-to-models',
  'secret-places',
  'takes-conversation',
  'steers-other-tools',
  'sends-elsewhere',
  'reads-files-along',
  'odd-name',
  'confusable-name',
  'claims-other-server',
  'mentions-other-server',
]);
export type CautionRule = z.infer<typeof cautionRuleSchema>;
