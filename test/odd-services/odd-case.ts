import type { OddService } from './service.ts';

/** One oddity of real services, and what a person may expect there. */
export interface OddCase {
  readonly id: string;
  /** What the service does. */
  readonly title: string;
  /** Where it was reported, or `own`. */
  readonly source: string;
  /**
   * `in`: gets in and stays so past two ends of the token. `again`: the sign-in has ended for good,
   * which is said, and signing in again works. `waits`: an outage that passes without a click.
   * `told`: cannot work, and is said.
   */
  readonly want: 'in' | 'again' | 'waits' | 'told';
  readonly quirk: (service: OddService) => void;
  /** A client registered by hand. */
  readonly client?: HandMadeClient;
  /** More of what a person can enter under Settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What a person has to decide, once. */
  readonly decisions?: number;
  /** Clicks that must be enough. */
  readonly clicks?: number;
  /** Signs in a second time while the first sign-in still holds. */
  readonly isTwice?: boolean;
  /** How the trouble ends. */
  readonly recover?: (service: OddService) => void;
  /** The clock goes on by this much until Patchbay gives the renewal up. */
  readonly keepsFailingMs?: number;
}

/** What a person enters for a client they registered by hand. */
export interface HandMadeClient {
  readonly id: string;
  readonly secret?: string;
  /** Whom the secret is for; the authorization server if absent. */
  readonly issuer?: string;
}

const plainRedirects = [
  'app.patchbay://oauth/callback',
  'http://127.0.0.1/callback',
  'http://localhost/callback',
];

/** The client that {@link knows} adds. */
export const byHand = { id: 'by-hand' } as const;

/** Registers a client in the console of the service and takes registration away. */
export function knows(
  service: OddService,
  client: { readonly redirectUris?: readonly string[]; readonly secret?: string } = {},
): void {
  service.clients.set(byHand.id, { redirectUris: plainRedirects, ...client });
  changeMetadata(service, { registration_endpoint: undefined });
}

/** Changes single members of the metadata; undefined takes one away. */
export function changeMetadata(
  service: OddService,
  changes: Readonly<Record<string, unknown>>,
): void {
  const { metadata } = service;
  service.metadata = () => ({ ...metadata(), ...changes });
}
