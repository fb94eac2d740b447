import { json } from '../../odd-services/service.ts';
import { registersOnly } from './provider.ts';
import type { Provider } from './provider.ts';

const closed = { path: '/mcp', verdict: 'refused, and said so', dead: json(400, {}) } as const;

/** Services that take nobody who is not on a list of theirs. */
export const closedProviders: readonly Provider[] = [
  {
    ...closed,
    id: 'figma',
    name: 'Figma',
    oddities: 'a list of clients that may register: 403',
    source: 'https://developers.figma.com/docs/figma-mcp-server/',
    hosts: { authority: 'api.figma.com', resource: 'mcp.figma.com' },
    model: (s) => (s.register = () => ({ status: 403, text: 'Forbidden' })),
  },
  {
    ...closed,
    id: 'vercel',
    name: 'Vercel',
    oddities: 'a list of redirect addresses that may be registered',
    source: 'https://vercel.com/docs/mcp/vercel-mcp',
    hosts: { authority: 'auth.vercel.example', resource: 'mcp.vercel.example' },
    model: (s) => registersOnly(s, () => false, json(400, { error: 'invalid_redirect_uri' })),
  },
  {
    ...closed,
    id: 'meta',
    name: 'Meta',
    oddities: 'a list of clients; refuses in words of its own',
    source: 'https://developers.facebook.com/docs/facebook-login/',
    hosts: { authority: 'www.facebook.com', resource: 'mcp.facebook.com' },
    model: (s) => {
      s.register = () =>
        json(400, {
          error: { message: 'Unsupported post request.', type: 'OAuthException', code: 100 },
        });
    },
  },
];
