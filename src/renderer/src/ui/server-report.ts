import type { Failure } from '../../../shared/domain/failure.ts';
import type { Snapshot } from '../../../shared/domain/events.ts';
import type { KnownServer } from '../host/window-context.tsx';

/**
 * What somebody who helps needs to know about a server, as JSON. It holds names of variables and
 * headers, never their values, and of an address neither user nor query.
 */
export function serverReport(
  { server, state, summary }: Pick<KnownServer, 'server' | 'state' | 'summary'>,
  failure: Failure | null,
  app: Snapshot['app'] | undefined,
): string {
  const { transport } = server;
  const reached =
    transport.type === 'stdio'
      ? {
          type: transport.type,
          command: transport.command,
          argumentCount: transport.args.length,
          env: Object.keys(transport.env),
        }
      : transport.type === 'built-in'
        ? transport
        : {
            type: transport.type,
            url: withoutSecrets(transport.url),
            headers: Object.keys(transport.headers),
          };
  const report = {
    patchbay: app?.version,
    platform: app?.platform,
    server: { name: server.name, era: server.era, auth: server.auth.type, transport: reached },
    state: state.kind,
    ...(state.kind === 'ready' ? { protocolVersion: state.protocolVersion } : {}),
    offers: summary,
    failure: failure && {
      code: failure.code,
      params: failure.params,
      at: new Date(failure.at).toISOString(),
      detail: failure.detail,
    },
  };
  return JSON.stringify(report, null, 2);
}

function withoutSecrets(address: string): string {
  try {
    const url = new URL(address);
    return `${url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin}${url.pathname}`;
  } catch {
    return address.split(/[?#]/, 1)[0] ?? '';
  }
}
