import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { OAuthClientProvider } from '@modelcontextprotocol/client';

import { browse } from '../../test/odd-services/browser.ts';
import type { Reach } from '../../test/odd-services/browser.ts';
import { draftOf } from '../../test/odd-services/play-case.ts';
import type { OddCase } from '../../test/odd-services/odd-case.ts';
import { startOddService } from '../../test/odd-services/service.ts';
import type { OddService } from '../../test/odd-services/service.ts';
import { bareClientMetadata } from './bare-sdk.ts';

const redirectUrl = 'http://127.0.0.1:53682/callback';
const maxRounds = 3;
/** Nobody listens there: the answer is read off the address. */
const reach: Reach = (url, init) =>
  url.startsWith(redirectUrl) ? Promise.resolve(new Response()) : fetch(url, init);

/** Whether the bare SDK gets in at an odd service, and stays so past two ends of the token. */
export async function bareSdkAt(one: OddCase): Promise<boolean> {
  let aheadMs = 0;
  await using service = await startOddService(one.quirk, () => Date.now() + aheadMs);
  const { warn } = console;
  console.warn = () => undefined;
  const opened: string[] = [];
  const session = newSession(one, service, opened);
  try {
    await session.signIn();
    for (let ends = 0; ends < 2; ends += 1) {
      const before = opened.length;
      aheadMs += service.lifetimeS * 1000 + 1000;
      await session.call();
      if (opened.length > before) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    console.warn = warn;
    await session.close();
  }
}

/** The SDK with a provider that keeps everything in memory, as its documentation shows it. */
function newSession(one: OddCase, service: OddService, opened: string[]) {
  const { url } = draftOf(one, service).transport;
  const byHand = one.client && { client_id: one.client.id, client_secret: one.client.secret };
  const kept = new Map<string, unknown>([['client', byHand]]);
  const keep = (name: string) => (value: unknown) => void kept.set(name, value);
  const provider = {
    redirectUrl,
    clientMetadata: bareClientMetadata(redirectUrl),
    state: () => 'bare-state',
    clientInformation: () => kept.get('client'),
    saveClientInformation: keep('client'),
    tokens: () => kept.get('tokens'),
    saveTokens: keep('tokens'),
    codeVerifier: () => kept.get('verifier'),
    saveCodeVerifier: keep('verifier'),
    redirectToAuthorization: (address: URL) => void opened.push(address.href),
  } as unknown as OAuthClientProvider;
  let client = new Client({ name: 'bare', version: '1.0.0' });
  const connect = async () => {
    client = new Client({ name: 'bare', version: '1.0.0' });
    const transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider });
    const failure = await client.connect(transport).catch((error: unknown) => error);
    return { transport, failure };
  };
  const call = () => client.callTool({ name: 'whoami', arguments: {} });
  return {
    call,
    close: () => client.close().catch(() => undefined),
    async signIn() {
      for (let round = 0; round < maxRounds; round += 1) {
        const { transport, failure } = await connect();
        if (failure === undefined) return void (await call());
        if (opened.length <= round) throw failure as Error;
        const stop = await browse(opened.at(-1) ?? '', reach);
        await transport.finishAuth(new URL(stop.url).searchParams as never);
      }
      throw new Error('not in');
    },
  };
}
