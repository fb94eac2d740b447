import type { ServerView, ShownValue } from '../../../../shared/domain/server.ts';

/**
 * A server as most READMEs write one: `mcpServers` with what starts it or where it is. A secret is
 * never in it; in its place stands `${input:NAME}`, for which whoever takes it in is asked.
 */
export function serverAsJson(server: ServerView): string {
  return JSON.stringify({ mcpServers: { [server.title]: entryOf(server) } }, null, 2);
}

function entryOf({ transport, auth }: ServerView): Record<string, unknown> {
  if (transport.type === 'built-in') return {};
  if (transport.type === 'stdio') {
    const { command, args, env, cwd } = transport;
    return { command, args, ...present('env', valuesOf(env)), ...(cwd !== undefined && { cwd }) };
  }
  const type = transport.type === 'streamable-http' ? 'http' : transport.type;
  const headers = { ...valuesOf(transport.headers), ...keyHeader(auth) };
  return { type, url: transport.url, ...present('headers', headers) };
}

/** A key of its own is a header wherever other apps write one. */
function keyHeader(auth: ServerView['auth']): Record<string, string> {
  if (auth.type !== 'api-key') return {};
  const { placement, headerName = 'X-API-Key' } = auth;
  if (placement === 'header') return { [headerName]: asked(headerName) };
  return { Authorization: `${placement === 'bearer' ? 'Bearer' : 'Basic'} ${asked('KEY')}` };
}

const asked = (name: string): string => `\${input:${name.replace(/\W/g, '_')}}`;

function present(name: string, values: Readonly<Record<string, string>>) {
  return Object.keys(values).length === 0 ? {} : { [name]: values };
}

function valuesOf(values: Readonly<Record<string, ShownValue>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.kind === 'text' ? value.text : asked(name),
    ]),
  );
}
