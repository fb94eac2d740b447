import type { AppTokens } from './app-tokens.ts';
import type { Doors } from './doors.ts';

/** What a person decides about the doors for AI apps. */
export interface GatewayDesk {
  readonly doors: Pick<Doors, 'status'>;
  readonly tokens: Pick<AppTokens, 'list' | 'create' | 'revoke'>;
}
