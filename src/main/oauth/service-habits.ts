import { z } from 'zod';

import { redirectWaySchema } from '../../shared/domain/sign-in-settings.ts';
import type { OAuthRecords, RecordKey } from './oauth-ports.ts';

/** What was learnt of an authorization server by asking it; nothing of it is secret. */
export const serviceHabitsSchema = z.object({
  /** The way back that worked last, and for which client. */
  way: redirectWaySchema.optional(),
  clientId: z.string().optional(),
  /** It refuses the parameter `resource` (RFC 8707). */
  refusesResource: z.boolean().optional(),
  /** It refuses a parameter that only guessed how it gives refresh tokens. */
  refusesOffline: z.boolean().optional(),
  /** A renewal works only without scope, or only without resource. */
  renewsWithoutScope: z.boolean().optional(),
  renewsWithoutResource: z.boolean().optional(),
  /** Where it reads the client's secret, whatever its metadata say. */
  secretIn: z.enum(['client_secret_basic', 'client_secret_post']).optional(),
  /** The last sign-in brought no refresh token although one was asked for. */
  withheldRefresh: z.boolean().optional(),
  /** A refresh token of it was dead, and no sign-in has brought another since. */
  lostRefresh: z.boolean().optional(),
  /** It gives a refresh token only to whoever is asked for consent again (`prompt=consent`). */
  wantsConsent: z.boolean().optional(),
});
export type ServiceHabits = Readonly<z.infer<typeof serviceHabitsSchema>>;

/** Remembers how services behave, by issuer; what cannot be read or written is no obstacle. */
export interface HabitBook {
  of(issuer: string): Promise<ServiceHabits>;
  learn(issuer: string, change: ServiceHabits): Promise<void>;
}

/** Keeps habits in the records, one each. */
export function createHabitBook(records: Pick<OAuthRecords, 'read' | 'write'>): HabitBook {
  const keyOf = (issuer: string): RecordKey => ({ kind: 'habits', parts: [issuer] });
  const known = new Map<string, ServiceHabits>();
  const of = async (issuer: string): Promise<ServiceHabits> => {
    const remembered = known.get(issuer);
    if (remembered !== undefined) return remembered;
    const record = await records.read(keyOf(issuer));
    const habits = (record.ok && record.value && parseHabits(record.value.text)) || {};
    if (record.ok) known.set(issuer, habits);
    return habits;
  };
  return {
    of,
    async learn(issuer, change) {
      const before = await of(issuer);
      const after = { ...before, ...change };
      if (JSON.stringify(after) === JSON.stringify(before)) return;
      known.set(issuer, after);
      await records.write(keyOf(issuer), { bound: issuer, text: JSON.stringify(after) });
    },
  };
}

function parseHabits(text: string): ServiceHabits | undefined {
  try {
    return serviceHabitsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
