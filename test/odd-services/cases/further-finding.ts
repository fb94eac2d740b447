import { changeMetadata } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json, wellKnown } from '../service.ts';
import type { Json, OddService } from '../service.ts';

function resource(service: OddService, changes: Json): void {
  const { resourceMetadata } = service;
  service.resourceMetadata = () => ({ ...resourceMetadata(), ...changes });
}

/** The resource metadata lie at one path only. */
function resourceOnly(s: OddService, at: string): void {
  s.atResource = (path) => (path === at ? s.resourceMetadata() : undefined);
}

/** More places and spellings of metadata. */
export const furtherFindingCases: readonly OddCase[] = [
  {
    id: 'challenge-relative',
    title: 'the challenge names the metadata by a path alone',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.challenge = () => 'Bearer resource_metadata="/meta/resource.json"';
      resourceOnly(s, '/meta/resource.json');
    },
  },
  {
    id: 'challenge-dead-link',
    title: 'the challenge names metadata that are not there; the usual place has them',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.challenge = () => `Bearer resource_metadata="${s.resource}/gone"`;
      resourceOnly(s, wellKnown.resource + s.path);
    },
  },
  {
    id: 'challenge-unquoted',
    title: 'the values of the challenge are not quoted, the scheme is in capitals',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.challenge = () => `BEARER realm=x, resource_metadata=${s.resource}/meta`;
      resourceOnly(s, '/meta');
    },
  },
  {
    id: 'challenge-403',
    title: 'whoever has no token gets 403 with the challenge',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const { refuse } = s;
      s.refuse = (token) => ({ ...refuse(token), status: token === undefined ? 403 : 401 });
    },
  },
  {
    id: 'one-server-as-text',
    title: 'authorization_servers is one text in place of a list',
    source: 'own',
    want: 'in',
    quirk: (s) => resource(s, { authorization_servers: s.authority }),
  },
  {
    id: 'metadata-address-as-issuer',
    title: 'the address of the metadata stands in place of the issuer',
    source: 'own',
    want: 'in',
    quirk: (s) => resource(s, { authorization_servers: [s.authority + wellKnown.oauth] }),
  },
  {
    id: 'metadata-address-as-issuer-path',
    title: 'the same, OpenID, appended to a path',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const at = `/realms/a${wellKnown.openid}`;
      resource(s, { authorization_servers: [s.authority + at] });
      changeMetadata(s, { issuer: `${s.authority}/realms/a` });
      s.atAuthority = (path) => (path === at ? s.metadata() : undefined);
    },
  },
  {
    id: 'scopes-as-text',
    title: 'scopes_supported is one text',
    source: 'own',
    want: 'in',
    quirk: (s) => resource(s, { scopes_supported: 'read write' }),
  },
  {
    id: 'nulls-in-resource',
    title: 'optional members of the resource metadata are null, a list holds null',
    source: 'own',
    want: 'in',
    quirk: (s) =>
      resource(s, {
        scopes_supported: [null, 'read'],
        bearer_methods_supported: null,
        authorization_servers: [null, s.authority],
      }),
  },
  {
    id: 'resource-at-origin',
    title: 'the resource is the origin with a slash, told at the root only',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      resource(s, { resource: `${s.resource}/` });
      resourceOnly(s, wellKnown.resource);
    },
  },
  {
    id: 'resource-elsewhere',
    title: 'the resource metadata are about another server',
    source: 'own',
    want: 'told',
    quirk: (s) => resource(s, { resource: 'https://else.example/mcp' }),
  },
  {
    id: 'pkce-as-text',
    title: 'the PKCE methods are one text',
    source: 'own',
    want: 'in',
    quirk: (s) => changeMetadata(s, { code_challenge_methods_supported: 'S256' }),
  },
  {
    id: 'pkce-in-small-letters',
    title: 'the PKCE method is written in small letters',
    source: 'own',
    want: 'in',
    quirk: (s) => changeMetadata(s, { code_challenge_methods_supported: ['plain', 's256'] }),
  },
  {
    id: 'endpoints-relative',
    title: 'the endpoints are paths of the issuer',
    source: 'own',
    want: 'in',
    quirk: (s) =>
      changeMetadata(s, {
        authorization_endpoint: '/authorize',
        token_endpoint: '/token',
        registration_endpoint: '/register',
        revocation_endpoint: '/revoke',
      }),
  },
  {
    id: 'metadata-as-html-type',
    title: 'metadata are sent as text/html',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const typed = (found: Json) => ({
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        text: JSON.stringify(found, null, 2),
      });
      s.atAuthority = (path) => (path === wellKnown.oauth ? typed(s.metadata()) : undefined);
    },
  },
  {
    id: 'metadata-moved',
    title: 'the metadata have moved within the origin (301)',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.atAuthority = (path) => {
        if (path === wellKnown.oauth) return { status: 301, headers: { location: '/v2/metadata' } };
        return path === '/v2/metadata' ? s.metadata() : undefined;
      };
    },
  },
  {
    id: 'page-with-query',
    title: 'the address of the page has a query of its own, without which it fails',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      changeMetadata(s, { authorization_endpoint: `${s.authority}/authorize?tenant=a%20b` });
      s.page = ({ tenant }) => (tenant === 'a b' ? undefined : { page: 'which tenant?' });
    },
  },
  {
    id: 'first-server-gone',
    title: 'of two authorization servers the first has nothing',
    source: 'own',
    want: 'in',
    quirk: (s) => resource(s, { authorization_servers: [`${s.authority}/gone`, s.authority] }),
  },
  {
    id: 'faults-first',
    title: 'the usual places of the path answer 500, 403 and 405, the root has the metadata',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.challenge = () => 'Bearer';
      s.atResource = (path) =>
        path === wellKnown.resource ? s.resourceMetadata() : json(500, { error: 'x' });
      s.atAuthority = (path) => (path === wellKnown.openid ? s.metadata() : json(403, {}));
    },
  },
];
