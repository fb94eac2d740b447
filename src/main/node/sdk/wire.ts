import type { Wire, WireContext } from './wire-port.ts';
import type { Transport } from '@modelcontextprotocol/client';

import type { Phrase } from '../../../shared/i18n/phrase.ts';
import { noteLine } from '../../activity/note-line.ts';
import type { Launch, SessionOutcome } from '../../sessions/session.ts';
import { createStdioTransport } from '../stdio/stdio-transport.ts';
import { safeUrl } from '../http/safe-text.ts';
import { sseWire, streamableHttpWire } from './http-wire.ts';

/** Makes the wire for a launch; nothing is started or connected yet. */
export async function openWire(launch: Launch, context: WireContext): Promise<Wire> {
  switch (launch.type) {
    case 'stdio':
      return stdioWire(launch, context);
    case 'streamable-http':
      return streamableHttpWire(launch, context);
    case 'sse':
      return sseWire(launch, context);
    case 'websocket':
      return webSocketWire(launch, context);
    case 'built-in':
      return sampleWire();
  }
}

function stdioWire(launch: Extract<Launch, { type: 'stdio' }>, context: WireContext): Wire {
  const { observer, redactText, findPath, variables, listProcesses, roster } = context;
  const transport = createStdioTransport({
    launch,
    redact: redactText,
    findPath,
    variables,
    listProcesses,
    roster,
    onStderr: (text) => {
      observer.log({ source: 'stderr', level: 'info', text });
    },
    onLeft: () => observer.log({ ...noteLine({ key: 'note.programsLeft' }), level: 'error' }),
    onPrinted: (lines) => observer.printed(lines),
    onGarbage: (count, sample) => {
      const phrase: Phrase = { key: 'note.notMcp', params: { text: sample, number: count } };
      observer.log({ ...noteLine(phrase), source: 'stdout' });
    },
  });
  return {
    ...plainWire(transport),
    pid: () => transport.pid,
    said: () => ({ stderrTail: transport.stderrTail, printed: transport.printed }),
    outcome: () => transport.outcome,
    ready: () => {
      transport.markReady();
    },
    close: () => transport.close(),
  };
}

async function webSocketWire(
  launch: Extract<Launch, { readonly type: 'streamable-http' | 'sse' | 'websocket' }>,
  context: WireContext,
): Promise<Wire> {
  const { createWebSocketTransport } = await import('../websocket/websocket-transport.ts');
  let ended: SessionOutcome | undefined;
  const transport = createWebSocketTransport({
    url: launch.url,
    headers: launch.headers,
    redact: context.redact,
    connection: context.network && ((url) => context.network?.connectionFor(url, launch.proxy)),
    authorization: context.authorization,
    onToken: context.onToken,
    handshakeTimeoutMs: context.connectTimeoutMs,
    onOutcome: (outcome) => {
      ended ??= outcome;
    },
  });
  return { ...plainWire(transport), url: safeUrl(launch.url), outcome: () => ended };
}

async function sampleWire(): Promise<Wire> {
  const { startSampleServer } = await import('../sample-server/sample-server.ts');
  const server = startSampleServer();
  return { ...plainWire(server.clientTransport), close: () => server.close() };
}

/** A wire about which nothing special is known. */
export function plainWire(transport: Transport): Wire {
  return {
    transport,
    url: '',
    mayBeModern: true,
    canRenew: false,
    pid: () => undefined,
    sessionId: () => undefined,
    said: () => undefined,
    outcome: () => undefined,
    lastStatus: () => undefined,
    onDoubt: () => undefined,
    ready: () => undefined,
    close: () => transport.close(),
  };
}
