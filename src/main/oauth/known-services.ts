import type { RedirectWay } from '../../shared/domain/sign-in-settings.ts';

/** What is known of a service before anybody has asked it; every line says where it is written. */
export interface KnownService {
  /** Hosts of the authorization endpoint; one that begins with a dot stands for all below it. */
  readonly hosts: readonly string[];
  /** It takes scopes in place of `resource` (RFC 8707) and refuses both together. */
  readonly takesScopesInstead?: true;
  /** It knows S256, whether or not its metadata list it. */
  readonly knowsPkce?: true;
  /** Parameters its authorization endpoint wants for a lasting sign-in. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** One of the parameters asks for a refresh token. */
  readonly asksForRefresh?: true;
  /** Redirect addresses it takes for programs on a computer, the likeliest first. */
  readonly ways?: readonly RedirectWay[];
  readonly source: string;
}

/** Data, no code: what the named pages say as of November 2026. */
export const knownServices: readonly KnownService[] = [
  {
    hosts: ['accounts.google.com'],
    knowsPkce: true,
    parameters: { access_type: 'offline' },
    asksForRefresh: true,
    ways: ['loopback', 'localhost'],
    source: 'https://developers.google.com/identity/protocols/oauth2/native-app',
  },
  {
    hosts: [
      'login.microsoftonline.com',
      'login.microsoftonline.us',
      'login.partner.microsoftonline.cn',
      '.b2clogin.com',
      '.ciamlogin.com',
    ],
    takesScopesInstead: true,
    knowsPkce: true,
    ways: ['localhost', 'loopback', 'deep-link'],
    source: 'https://learn.microsoft.com/entra/identity-platform/reply-url',
  },
  {
    hosts: ['slack.com', '.slack.com'],
    knowsPkce: true,
    source: 'https://docs.slack.dev/authentication/using-pkce',
  },
  {
    hosts: ['login.salesforce.com', 'test.salesforce.com', '.my.salesforce.com'],
    knowsPkce: true,
    ways: ['localhost', 'deep-link', 'loopback'],
    source: 'https://github.com/danny-avila/LibreChat/pull/13412',
  },
  {
    hosts: ['.amazoncognito.com'],
    knowsPkce: true,
    ways: ['localhost', 'deep-link', 'loopback'],
    source:
      'https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html',
  },
  {
    hosts: ['github.com'],
    knowsPkce: true,
    source: 'https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
  },
  {
    hosts: ['auth.atlassian.com', '.mcp.atlassian.com'],
    ways: ['loopback', 'localhost', 'deep-link'],
    source:
      'https://support.atlassian.com/security-and-access-policies/docs/control-atlassian-rovo-mcp-server-settings/',
  },
];

/** What is known of the service behind an authorization endpoint; nothing of most. */
export function knownServiceAt(
  authorizationEndpoint: string,
  services: readonly KnownService[] = knownServices,
): KnownService | undefined {
  const { hostname } = new URL(authorizationEndpoint);
  return services.find(({ hosts }) =>
    hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host)),
  );
}
