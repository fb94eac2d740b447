import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { AuthorizeServer, GrantName, ProtectedServers } from '../oauth/oauth-ports.ts';
import { httpUrlOf, maySignIn } from '../registry/may-sign-in.ts';
import type { LazyOAuth } from './lazy-oauth.ts';

/** Finds how a session signs its requests; nothing is loaded for a server that gets another key. */
export function createAuthorizeServer(deps: {
  readonly oauth: Pick<LazyOAuth, 'load'>;
  readonly servers: ProtectedServers;
  /** A server as an owner has it. */
  readonly definition: (name: GrantName) => ServerDefinition | undefined;
}): AuthorizeServer {
  return async (name, url) => {
    const definition = deps.definition(name);
    if (definition === undefined || !maySignIn(definition)) return 'own-key';
    const oauth = await deps.oauth.load();
    const resolved = await deps.servers.resolve(name);
    const clientId = resolved.ok ? resolved.value?.clientId : undefined;
    const server = { name: name.serverName, url: httpUrlOf(url), clientId };
    return {
      source: oauth.sourceFor(name.owner, server),
      isRequired: definition.auth.type === 'oauth',
    };
  };
}
