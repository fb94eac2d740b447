import { byHand, changeMetadata, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json } from '../service.ts';
import type { Json, OddService, Reply } from '../service.ts';

/** Refuses registrations for which `isFine` does not hold. */
function registersOnly(
  s: OddService,
  isFine: (uris: readonly string[]) => boolean,
  no: Reply,
): void {
  const { register } = s;
  s.register = (wish: Json) => (isFine(wish['redirect_uris'] as string[]) ? register(wish) : no);
}

const isWeb = (uris: readonly string[]) => uris.every((uri) => /^https?:/.test(uri));
const isLocalhost = (uris: readonly string[]) =>
  uris.every((uri) => uri.startsWith('http://localhost'));
const isOneOf = (allowed: readonly string[]) => (scope: string | undefined) =>
  (scope ?? '').split(' ').every((one) => one === '' || allowed.includes(one));
const readOrWrite = isOneOf(['read', 'write']);

function listsScopes(s: OddService, scopes: readonly string[]): void {
  changeMetadata(s, { scopes_supported: scopes });
}

/** What is registered, and what may be asked for on the page. */
export const askingCases: readonly OddCase[] = [
  {
    id: 'registers-web-only',
    title: 'registration refuses our scheme without the word redirect',
    source: 'github.com/apache/cxf/pull/3318',
    want: 'in',
    clicks: 1,
    quirk: (s) =>
      registersOnly(
        s,
        isWeb,
        json(400, { error: 'invalid_client_metadata', error_description: 'scheme' }),
      ),
  },
  {
    id: 'registers-by-policy',
    title: 'registration is refused by a policy, 403',
    source: 'Keycloak trusted hosts policy',
    want: 'in',
    clicks: 1,
    quirk: (s) =>
      registersOnly(
        s,
        isWeb,
        json(403, { error: 'insufficient_scope', error_description: 'Policy rejected request' }),
      ),
  },
  {
    id: 'registers-with-redirect',
    title: 'registration answers a mistake with 302 to a web page',
    source: 'github.com/laravel/mcp/issues/173',
    want: 'in',
    clicks: 1,
    quirk: (s) =>
      registersOnly(s, isWeb, { status: 302, headers: { location: `${s.authority}/` } }),
  },
  {
    id: 'registers-422',
    title: 'registration answers a mistake with 422 and a list of errors',
    source: 'own',
    want: 'in',
    clicks: 1,
    quirk: (s) =>
      registersOnly(s, isWeb, json(422, { errors: { 'redirect_uris.0': ['invalid'] } })),
  },
  {
    id: 'registers-one',
    title: 'registration takes one redirect address only',
    source: 'own',
    want: 'in',
    clicks: 1,
    quirk: (s) =>
      registersOnly(s, ({ length }) => length === 1, json(400, { error: 'invalid_redirect_uri' })),
  },
  {
    id: 'registers-localhost',
    title: 'registration takes http://localhost only',
    source: 'github.com/anthropics/claude-code/issues/86233',
    want: 'in',
    clicks: 1,
    quirk: (s) => registersOnly(s, isLocalhost, json(400, { error: 'invalid_redirect_uri' })),
  },
  {
    id: 'page-web-only',
    title: 'registered without a word, refused on the page',
    source: 'Cloudflare API server, Canva, Fireflies',
    want: 'in',
    clicks: 1,
    quirk: (s) => {
      s.page = ({ redirect_uri: uri = '' }) =>
        /^https?:/.test(uri) ? undefined : { page: 'Invalid redirect URI' };
    },
  },
  {
    id: 'console-web-only',
    title: 'the console of a client registered by hand takes http(s) addresses only',
    source: 'github.com/SkillfulAgents/SuperAgent/pull/864',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) =>
      knows(s, { redirectUris: ['http://127.0.0.1/callback', 'http://localhost/callback'] }),
  },
  {
    id: 'console-localhost',
    title: 'the console of a client registered by hand takes http://localhost only',
    source: 'github.com/RevenueCat/ai-toolkit/issues/58',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) => knows(s, { redirectUris: ['http://localhost/callback'] }),
  },
  {
    id: 'exact-port',
    title: 'the port of the redirect address is compared as well',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      registersOnly(s, isWeb, json(400, { error: 'invalid_redirect_uri' }));
      s.page = ({ client_id: id = '', redirect_uri: uri = '' }) =>
        s.clients.get(id)?.redirectUris.includes(uri) === true ? undefined : { page: 'redirect' };
    },
  },
  {
    id: 'resource-refused',
    title: 'a resource beside scopes is refused in the answer and at the token endpoint',
    source: 'github.com/microsoft/powerbi-modeling-mcp/issues/68',
    want: 'in',
    client: byHand,
    quirk: (s) => {
      knows(s);
      s.page = ({ resource }) =>
        resource === undefined
          ? undefined
          : { error: 'invalid_target', description: 'AADSTS9010010: does not fit the scopes' };
      s.token = ({ resource }) =>
        resource === undefined
          ? undefined
          : json(400, { error: 'invalid_request', error_description: 'AADSTS901002: no resource' });
    },
  },
  {
    id: 'resource-refused-page',
    title: 'a resource beside scopes ends on an error page',
    source: 'github.com/anthropics/claude-code/issues/73460',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) => {
      knows(s);
      s.page = ({ resource }) => (resource === undefined ? undefined : { page: 'AADSTS9010010' });
    },
  },
  {
    id: 'resource-refused-token',
    title: 'only the token endpoint refuses a resource',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.token = ({ resource }) =>
        resource === undefined
          ? undefined
          : json(400, { error: 'invalid_target', error_description: 'unknown resource' });
    },
  },
  {
    id: 'consent-blocked',
    title: 'prompt=consent ends on "an administrator has to agree"',
    source: 'github.com/anthropics/claude-code/issues/94804',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) => {
      knows(s);
      listsScopes(s, ['openid', 'profile', 'offline_access']);
      s.page = ({ prompt = '' }) =>
        prompt.includes('consent') ? { page: 'AADSTS90095' } : undefined;
    },
  },
  {
    id: 'offline-refused',
    title: 'lists offline_access and refuses it for this client',
    source: 'github.com/Blazity/ai-workflow/pull/298',
    want: 'in',
    quirk: (s) => {
      listsScopes(s, ['read', 'write', 'offline_access']);
      s.page = ({ scope = '' }) =>
        scope.includes('offline_access')
          ? { error: 'invalid_scope', description: 'not for this client: offline_access' }
          : undefined;
    },
  },
  {
    id: 'offline-refused-page',
    title: 'the same on a page that sends nobody back',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      listsScopes(s, ['read', 'write', 'offline_access']);
      s.page = ({ scope = '' }) =>
        scope.includes('offline_access') ? { page: 'invalid_scope: offline_access' } : undefined;
    },
  },
  {
    id: 'resource-scopes-refused',
    title: 'the scopes the resource lists are refused; none is fine',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.page = ({ scope }) => (scope === undefined ? undefined : { error: 'invalid_scope' });
    },
  },
  {
    id: 'scope-needed',
    title: 'a page that wants a scope, and a resource that lists none',
    source: 'github.com/bluedotimpact/bluedot/pull/2278',
    want: 'in',
    client: byHand,
    quirk: (s) => {
      knows(s);
      const { resourceMetadata } = s;
      s.resourceMetadata = () => ({ ...resourceMetadata(), scopes_supported: undefined });
      listsScopes(s, ['search:read', 'chat:write']);
      s.page = ({ scope }) =>
        scope === undefined ? { error: 'invalid_scope', description: 'missing scope' } : undefined;
    },
  },
  {
    id: 'offline-on-consent',
    title: 'a refresh token only when the person is asked again',
    source: 'Google Identity, OpenID Connect Core section 11',
    want: 'in',
    isTwice: true,
    quirk: (s) => {
      listsScopes(s, ['read', 'offline_access']);
      s.page = ({ prompt }) => {
        s.givesRefresh = prompt === 'consent';
        return undefined;
      };
    },
  },
  {
    id: 'scope-commas',
    title: 'the granted scopes are written with commas, and refused if asked for like that',
    source: 'GitHub, Slack, Linear',
    want: 'in',
    isTwice: true,
    quirk: (s) => {
      s.issued = (tokens) => json(200, { ...tokens, scope: 'read,write' });
      s.page = ({ scope }) => (readOrWrite(scope) ? undefined : { error: 'invalid_scope' });
      s.token = ({ scope }) =>
        readOrWrite(scope) ? undefined : json(400, { error: 'invalid_scope' });
    },
  },
  {
    id: 'granted-names-refused',
    title: 'the granted scopes are no scopes that may be asked for, at the next sign-in',
    source: 'GitHub, Entra',
    want: 'again',
    quirk: (s) => {
      s.givesRefresh = false;
      s.issued = (tokens) => json(200, { ...tokens, scope: 'api/read,api/write' });
      s.page = ({ scope }) => (readOrWrite(scope) ? undefined : { error: 'invalid_scope' });
    },
  },
  {
    id: 'answer-with-fragment',
    title: 'the answer ends with #_=_',
    source: 'Facebook Login',
    want: 'in',
    quirk: (s) => {
      const { back } = s;
      s.back = (uri, answer) => `${back(uri, answer)}#_=_`;
    },
  },
  {
    id: 'answer-twice',
    title: 'a parameter of the answer comes twice, and an empty error beside the code',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const { back } = s;
      s.back = (uri, answer) =>
        `${back(uri, answer)}&state=${encodeURIComponent(answer['state'] ?? '')}&error=`;
    },
  },
];
