import { byHand, changeMetadata, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json, wellKnown } from '../service.ts';
import type { Json, OddService } from '../service.ts';

/** Only the resource metadata change; `undefined` takes them away altogether. */
function resource(service: OddService, changes: Json): void {
  const { resourceMetadata } = service;
  service.resourceMetadata = () => ({ ...resourceMetadata(), ...changes });
}

/** The authorization server's document lies at one path only. */
function only(service: OddService, path: string, document: () => Json): void {
  service.atAuthority = (asked) => (asked === path ? document() : undefined);
}

const mark = '\uFEFF';
const asJson = { 'content-type': 'application/json' };

/** Where metadata lie, and how they are written. */
export const findingCases: readonly OddCase[] = [
  {
    id: 'plain',
    title: 'nothing is odd',
    source: 'MCP 2025-11-25',
    want: 'in',
    quirk: () => undefined,
  },
  {
    id: 'catch-all-200',
    title: 'a catch-all route answers 200 with an error in JSON at the first place',
    source: 'github.com/modelcontextprotocol/rust-sdk/issues/544',
    want: 'in',
    quirk: (s) => {
      s.challenge = () => 'Bearer';
      const error = { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'no' } };
      s.atResource = (path) =>
        path === wellKnown.resource ? { ...s.resourceMetadata(), resource: s.resource } : error;
    },
  },
  {
    id: 'challenge-blanks',
    title: 'the parameters of the challenge are parted by blanks',
    source: 'github.com/kentcdodds/kody/pull/1793',
    want: 'in',
    quirk: (s) => {
      s.challenge = () => `Bearer resource_metadata="${s.resource}/where" scope="read write"`;
      s.atResource = (path) => (path === '/where' ? s.resourceMetadata() : undefined);
    },
  },
  {
    id: 'byte-order-mark',
    title: 'every document begins with a byte order mark',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const marked = (found: Json) => ({
        status: 200,
        headers: asJson,
        text: mark + JSON.stringify(found),
      });
      s.atResource = (path) =>
        path.startsWith(wellKnown.resource) ? marked(s.resourceMetadata()) : undefined;
      s.atAuthority = (path) => (path === wellKnown.oauth ? marked(s.metadata()) : undefined);
      s.issued = (tokens) => marked(tokens);
    },
  },
  {
    id: 'packed-documents',
    title: 'every document is compressed, whatever was asked for',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.atAuthority = (path) =>
        path === wellKnown.oauth
          ? { status: 200, headers: asJson, text: JSON.stringify(s.metadata()), isGzip: true }
          : undefined;
    },
  },
  {
    id: 'slash-in-metadata',
    title: 'the metadata write the issuer with a slash at the end, the resource without',
    source: 'github.com/anomalyco/opencode/issues/50036',
    want: 'in',
    quirk: (s) => changeMetadata(s, { issuer: `${s.authority}/` }),
  },
  {
    id: 'slash-in-resource',
    title: 'the resource writes the issuer with a slash at the end, the metadata without',
    source: 'own',
    want: 'in',
    quirk: (s) => resource(s, { authorization_servers: [`${s.authority}/`] }),
  },
  {
    id: 'path-dropped',
    title: 'the issuer is named with a path that its own metadata leave out',
    source: 'github.com/anomalyco/opencode/issues/39332',
    want: 'in',
    decisions: 1,
    quirk: (s) => {
      resource(s, { authorization_servers: [`${s.authority}/tenant`] });
      only(s, `${wellKnown.oauth}/tenant`, () => s.metadata());
    },
  },
  {
    id: 'other-issuer-at-origin',
    title: 'no resource metadata; the origin publishes the metadata of another issuer',
    source: 'github.com/atlassian/atlassian-mcp-server/issues/205',
    want: 'in',
    decisions: 1,
    quirk: (s) => {
      s.challenge = () => 'Bearer realm="OAuth", error="invalid_token"';
      s.atResource = (path) => (path === wellKnown.oauth ? s.metadata() : undefined);
    },
  },
  {
    id: 'tenant-placeholder',
    title: 'the issuer holds {tenantid} in place of a path segment',
    source: 'github.com/microsoft/powerbi-modeling-mcp/issues/68',
    want: 'in',
    client: byHand,
    quirk: (s) => {
      knows(s);
      resource(s, { authorization_servers: [`${s.authority}/organizations/v2.0`] });
      changeMetadata(s, { issuer: `${s.authority}/{tenantid}/v2.0` });
      only(s, `/organizations/v2.0${wellKnown.openid}`, () => s.metadata());
    },
  },
  {
    id: 'appended-oauth',
    title: 'the OAuth document is only appended to the path of the issuer',
    source: 'RFC 8414 section 3.1 (older placement)',
    want: 'in',
    quirk: (s) => {
      resource(s, { authorization_servers: [`${s.authority}/t/a`] });
      changeMetadata(s, { issuer: `${s.authority}/t/a` });
      only(s, `/t/a${wellKnown.oauth}`, () => s.metadata());
    },
  },
  {
    id: 'stub-first',
    title: 'the OAuth document lacks the endpoints, the OpenID one has them',
    source: 'github.com/OfficeDev/microsoft-365-agents-toolkit/pull/16458',
    want: 'in',
    quirk: (s) => {
      s.atAuthority = (path) => {
        if (path === wellKnown.oauth) return { issuer: s.authority };
        return path === wellKnown.openid ? s.metadata() : undefined;
      };
    },
  },
  {
    id: 'mismatch-first',
    title: 'the first of three documents is of another issuer, the last one is right',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      resource(s, { authorization_servers: [`${s.authority}/t`] });
      changeMetadata(s, { issuer: `${s.authority}/t` });
      s.atAuthority = (path) => {
        if (path === `${wellKnown.oauth}/t`)
          return { ...s.metadata(), issuer: 'https://else.test' };
        return path === `/t${wellKnown.openid}` ? s.metadata() : undefined;
      };
    },
  },
  {
    id: 'urn-among-servers',
    title: 'one of the authorization servers is a urn',
    source: 'own',
    want: 'in',
    quirk: (s) => resource(s, { authorization_servers: ['urn:example:as', s.authority] }),
  },
  {
    id: 'nulls',
    title: 'optional endpoints are null or empty',
    source: 'own',
    want: 'in',
    client: byHand,
    quirk: (s) => {
      knows(s);
      changeMetadata(s, { registration_endpoint: null, revocation_endpoint: '' });
    },
  },
  {
    id: 'no-pkce-listed',
    title: 'the metadata say nothing about PKCE',
    source: 'AWS Cognito, AgentCore',
    want: 'in',
    decisions: 1,
    quirk: (s) => changeMetadata(s, { code_challenge_methods_supported: undefined }),
  },
  {
    id: 'only-a-key',
    title: 'a bare 401: no metadata anywhere and no challenge',
    source: 'own',
    want: 'told',
    quirk: (s) => {
      s.challenge = () => undefined;
      s.atResource = () => undefined;
    },
  },
  {
    id: 'no-resource-metadata',
    title: 'no resource metadata; `resource` is refused',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.challenge = () => 'Bearer';
      changeMetadata(s, { issuer: s.resource });
      s.atResource = (path) => (path === wellKnown.oauth ? s.metadata() : undefined);
      s.page = ({ resource: asked }) =>
        asked === undefined ? undefined : { error: 'invalid_request', description: 'no resource' };
      s.token = ({ resource: asked }) =>
        asked === undefined ? undefined : json(400, { error: 'invalid_request' });
    },
  },
];
