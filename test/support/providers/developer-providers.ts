import { json } from '../../odd-services/service.ts';
import {
  answers,
  handMadeId,
  isOnLoopback,
  namesIssuer,
  onlyByHand,
  registersOnly,
  strictPage,
  strictToken,
  withMetadata,
} from './provider.ts';
import type { Provider } from './provider.ts';

/** Services of developers' tools and platforms, most of them with an own authorization server. */
export const developerProviders: readonly Provider[] = [
  {
    id: 'supabase',
    name: 'Supabase',
    oddities: 'a dead refresh token in words of its own',
    verdict: 'in',
    source: 'https://github.com/supabase/auth/issues/2829',
    hosts: { authority: 'api.supabase.com', resource: 'mcp.supabase.com' },
    path: '/mcp',
    model: (s) => {
      withMetadata(s, {
        authorization_endpoint: `${s.authority}/v1/oauth/authorize`,
        token_endpoint: `${s.authority}/v1/oauth/token`,
      });
      strictPage(s);
      strictToken(s);
    },
    dead: json(400, {
      code: 400,
      error_code: 'refresh_token_not_found',
      msg: 'Invalid Refresh Token',
    }),
  },
  {
    id: 'hubspot',
    name: 'HubSpot',
    oddities: 'a dead refresh token in words of its own, no registration, no rotation',
    verdict: 'in',
    note: 'with a client registered by hand',
    source: 'https://developers.hubspot.com/docs/api-reference/auth-oauth-v1/guide',
    hosts: { authority: 'mcp-auth.hubspot.com', resource: 'mcp.hubspot.com' },
    path: '/',
    client: { id: handMadeId, secret: 'hubspot-secret' },
    model: (s) => {
      onlyByHand(s, ['http://localhost/callback'], 'hubspot-secret');
      namesIssuer(s, s.authority);
      strictPage(s);
      s.isRotating = false;
      strictToken(s);
    },
    dead: json(400, {
      status: 'BAD_REFRESH_TOKEN',
      message: 'missing or unknown refresh token',
      correlationId: '0f2e',
    }),
  },
  {
    id: 'cloudflare',
    name: 'Cloudflare, Canva, Fireflies',
    oddities: 'the page refuses a scheme that was registered',
    verdict: 'in',
    source: 'https://github.com/cloudflare/workers-oauth-provider',
    hosts: { authority: 'auth.mcp.cloudflare.com', resource: 'mcp.cloudflare.com' },
    path: '/mcp',
    model: (s) => {
      strictPage(s, ({ redirect_uri: uri = '' }) =>
        /^https?:/.test(uri) ? undefined : { page: 'Invalid redirect URI' },
      );
      strictToken(s);
    },
    dead: json(400, { error: 'invalid_grant', error_description: 'Invalid refresh token' }),
  },
  {
    id: 'full',
    name: 'Notion, Linear, Sentry, Asana, Intercom, Webflow',
    oddities: 'none: registration, rotation, revocation',
    verdict: 'in',
    source: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization',
    hosts: { authority: 'auth.notion.example', resource: 'mcp.notion.example' },
    path: '/mcp',
    model: (s) => {
      const { resourceMetadata } = s;
      s.resourceMetadata = () => ({ ...resourceMetadata(), scopes_supported: undefined });
      strictPage(s, ({ resource }) =>
        resource === s.resource + s.path ? undefined : { error: 'invalid_target' },
      );
      strictToken(s, ({ resource }) =>
        resource === s.resource + s.path ? undefined : json(400, { error: 'invalid_target' }),
      );
    },
    dead: json(400, { error: 'invalid_grant', error_description: 'refresh token was used before' }),
  },
  {
    id: 'laravel',
    name: 'Laravel MCP',
    oddities: 'a refused registration leads to a page; a dead token is an `invalid_request`',
    verdict: 'in',
    source: 'https://github.com/laravel/mcp/issues/173',
    hosts: { authority: 'app.acme.example', resource: 'app-mcp.acme.example' },
    path: '/mcp/notes',
    model: (s) => {
      namesIssuer(s, s.authority, ['mcp:use']);
      registersOnly(s, isOnLoopback, { status: 302, headers: { location: `${s.authority}/` } });
      withMetadata(s, { registration_endpoint: `${s.authority}/register` });
      strictPage(s, ({ scope = 'mcp:use' }) =>
        scope === 'mcp:use' ? undefined : { error: 'invalid_scope' },
      );
      strictToken(s);
      answers(s, ({ scope: _, ...tokens }) => tokens);
    },
    dead: json(401, {
      error: 'invalid_request',
      error_description: 'The refresh token is invalid.',
      hint: 'Token has been revoked',
      message: 'The refresh token is invalid.',
    }),
  },
  {
    id: 'fastmcp-proxy',
    name: 'FastMCP as a proxy of another service',
    oddities: 'the issuer with a slash, an ended token is a 400',
    verdict: 'in',
    source: 'https://github.com/PrefectHQ/fastmcp/issues/2461',
    hosts: { authority: 'fastmcp.acme.example', resource: 'fastmcp-api.acme.example' },
    path: '/mcp/',
    model: (s) => {
      namesIssuer(s, `${s.authority}/`, ['read']);
      withMetadata(s, { issuer: `${s.authority}/` });
      strictPage(s);
      strictToken(s);
      const { refuse } = s;
      s.refuse = (token) =>
        token === undefined ? refuse(token) : json(400, { error: 'invalid_token' });
      answers(s, ({ expires_in: _, ...tokens }) => tokens);
    },
    dead: json(401, { error: 'invalid_grant', error_description: 'Refresh token not found' }),
  },
  {
    id: 'databricks',
    name: 'Databricks',
    oddities: 'a dead refresh token is a fault (500) for ever',
    verdict: 'in',
    note: 'the end of the sign-in is said after ten minutes',
    source: 'https://github.com/byadsco/meta-ads-mcp/pull/61',
    hosts: { authority: 'acme-auth.cloud.databricks.com', resource: 'acme.cloud.databricks.com' },
    path: '/api/2.0/mcp/functions',
    model: (s) => {
      strictPage(s);
      strictToken(s);
    },
    dead: json(500, { error: 'server_error', error_description: 'internal error' }),
  },
];
