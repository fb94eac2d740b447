import type { Page } from '@playwright/test';

import type { LaunchedApp } from '../../support/electron-app.ts';

/** Somebody who looks at every state that a walk through the window comes to. */
export interface Round {
  /** Told of the window before its first state. */
  begin?(launched: LaunchedApp): Promise<void>;
  /** Looks at a state; leaves the window as it was, in English. */
  look(page: Page, state: string): Promise<void>;
  /** Says all that was found, in every state, and that at least so many states were looked at. */
  expectNone(states: number): void;
}
