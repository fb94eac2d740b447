import { createHash } from 'node:crypto';

import { isNamedIssuer, isSameSite } from './issuer-name.ts';
import type { KnownService } from './known-services.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { OAuthRecords, RecordKey } from './oauth-ports.ts';
import type { SignInDoubt, SignInQuestion } from './sign-in-doubt.ts';

/** What makes a sign-in doubtful; nothing for most. What a person fixed themselves is no question. */
export function questionFor(
  serverUrl: string,
  server: AuthorizationServer,
  known: KnownService | undefined,
): SignInQuestion | undefined {
  const { issuer, namedIssuer = issuer, authorizationEndpoint, tokenEndpoint } = server;
  const { registrationEndpoint: registration } = server;
  const doubts: SignInDoubt[] = [];
  if (server.isPinned) return undefined;
  const isOther = server.namedIssuer !== undefined;
  if (isOther && !isNamedIssuer(namedIssuer, issuer.replace(/\/$/, ''))) doubts.push('issuer');
  // What is known of a page says nothing about a token endpoint elsewhere.
  const isVouchedFor =
    known?.knowsPkce === true && isSameSite(authorizationEndpoint, tokenEndpoint);
  if (!server.supportsPkce && !isVouchedFor) doubts.push('pkce');
  if (!server.sendsIss && !isSameSite(authorizationEndpoint, issuer)) doubts.push('site');
  if (doubts.length === 0) return undefined;
  const hostOf = (url: string) => new URL(url).host;
  const facts = [
    serverUrl,
    issuer,
    namedIssuer,
    authorizationEndpoint,
    tokenEndpoint,
    registration,
  ];
  return {
    doubts,
    issuer,
    namedIssuer,
    hosts: {
      page: hostOf(authorizationEndpoint),
      exchange: hostOf(tokenEndpoint),
      ...(registration === undefined ? {} : { registration: hostOf(registration) }),
    },
    digest: createHash('sha256')
      .update(JSON.stringify([facts, doubts]), 'utf8')
      .digest('hex'),
  };
}

/** The decisions people have taken, one a server, sealed like a sign-in. */
export interface DecisionBook {
  /** Whether somebody has agreed to exactly this for the server. */
  isAgreed(serverName: string, question: SignInQuestion): Promise<boolean>;
  agree(serverName: string, question: SignInQuestion): Promise<void>;
  forget(serverName: string): Promise<void>;
}

/** Keeps decisions in the records. What cannot be read was not decided. */
export function createDecisionBook(
  records: Pick<OAuthRecords, 'read' | 'write' | 'remove'>,
): DecisionBook {
  const keyOf = (serverName: string): RecordKey => ({ kind: 'decision', parts: [serverName] });
  return {
    async isAgreed(serverName, { digest, issuer }) {
      const record = await records.read(keyOf(serverName));
      return record.ok && record.value?.text === digest && record.value.bound === issuer;
    },
    async agree(serverName, { digest, issuer }) {
      await records.write(keyOf(serverName), { bound: issuer, text: digest });
    },
    forget: (serverName) => records.remove(keyOf(serverName)),
  };
}
