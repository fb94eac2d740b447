import type { Environment } from '../processes/login-shell.ts';
import type { UserPath } from '../processes/user-path.ts';
import { askInTime } from './ask-in-time.ts';
import { routeOfAnswer } from './proxy-route.ts';

/**
 * An address of nobody (RFC 2606 section 3): the way to it is the way out of this network. It is asked
 * about and never contacted.
 */
const anywhere = 'https://example.com/';

/** What names a proxy, in any case. */
const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

/** How programs are told to trust the system's certificates besides their own: Node and Bun, Deno. */
const besides: Environment = { NODE_USE_SYSTEM_CA: '1', DENO_TLS_CA_STORE: 'mozilla,system' };
// uv would trust them alone, so it is told only where a system always has some.
const alone: Environment = { UV_SYSTEM_CERTS: 'true', UV_NATIVE_TLS: 'true' };

/** An answer of the desktop is fresh for so long, ms: whoever looks for several programs asks once. */
const askAgainMs = 3_000;

/** What asking for the surroundings of programs needs. */
export interface ProgramNetworkDeps {
  readonly userPath: UserPath;
  /** The desktop's proxy for an address, in the words of a PAC file; absent where nobody can say. */
  readonly systemProxy?: ((url: string) => Promise<string>) | undefined;
  readonly platform?: NodeJS.Platform;
  /** Monotonic, ms. */
  readonly now?: () => number;
}

/**
 * The person's environment, and in it the proxy of the desktop and word of the certificates that the
 * system trusts, since programs know neither by themselves. What the environment says of either stays
 * as it is: where it names a proxy, none is added. What is chosen in Patchbay's settings is never handed
 * on: programs fetch what they run, and whoever can write that file must not choose from where.
 */
export function withSystemNetwork(deps: ProgramNetworkDeps): UserPath {
  const { userPath, systemProxy, platform = process.platform } = deps;
  const now = deps.now ?? (() => performance.now());
  const ask = systemProxy && askInTime(systemProxy);
  const trust = platform === 'win32' || platform === 'darwin' ? { ...besides, ...alone } : besides;
  let proxy: Environment = {};
  let asked: { readonly at: number; readonly answer: Promise<string> } | undefined;
  const answerOfNow = (): Promise<string> | undefined => {
    if (ask === undefined) return undefined;
    const at = now();
    if (asked === undefined || at - asked.at >= askAgainMs) asked = { at, answer: ask(anywhere) };
    return asked.answer;
  };
  return {
    async find() {
      const [path, answer] = await Promise.all([userPath.find(), answerOfNow()]);
      proxy = proxyVariables(answer ?? 'DIRECT', platform);
      return path;
    },
    variables() {
      const own = userPath.variables();
      const named = new Set(Object.keys(own).map((name) => name.toUpperCase()));
      const added = proxyNames.some((name) => named.has(name)) ? trust : { ...trust, ...proxy };
      const missing = Object.entries(added).filter(([name]) => !named.has(name.toUpperCase()));
      return { ...Object.fromEntries(missing), ...own };
    },
    get source() {
      return userPath.source;
    },
    forget() {
      asked = undefined;
      userPath.forget();
    },
    onLate: (listener) => userPath.onLate(listener),
  };
}

function proxyVariables(answer: string, platform: NodeJS.Platform): Environment {
  const route = routeOfAnswer(answer);
  if (route.kind !== 'proxy') return {};
  const proxy = route.proxy.href.replace(/\/$/, '');
  const upper = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.1,::1' };
  if (platform === 'win32') return upper;
  // Elsewhere some read the one, some the other.
  const lower = Object.entries(upper).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...upper, ...Object.fromEntries(lower) };
}
