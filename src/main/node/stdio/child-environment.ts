import { own } from '../../../shared/util/own.ts';

const POSIX_NAMES = [
  'HOME',
  'LOGNAME',
  'USER',
  'SHELL',
  'TERM',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'PATH',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'DBUS_SESSION_BUS_ADDRESS',
  '__CF_USER_TEXT_ENCODING',
];
const WINDOWS_NAMES = [
  'ALLUSERSPROFILE',
  'APPDATA',
  'COMMONPROGRAMFILES',
  'COMMONPROGRAMFILES(X86)',
  'COMMONPROGRAMW6432',
  'COMPUTERNAME',
  'COMSPEC',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'NUMBER_OF_PROCESSORS',
  'OS',
  'PATH',
  'PATHEXT',
  'PROCESSOR_ARCHITECTURE',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'PROGRAMW6432',
  'PSMODULEPATH',
  'PUBLIC',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'USERDOMAIN',
  'USERNAME',
  'USERPROFILE',
  'WINDIR',
];
/** Which network and mirror tools use, where they are, and the agents they ask; on every system. */
const COMMON_NAMES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'npm_config_registry',
  'NPM_CONFIG_REGISTRY',
  'npm_config_userconfig',
  'NPM_CONFIG_USERCONFIG',
  'npm_config_cafile',
  'NPM_CONFIG_CAFILE',
  'YARN_NPM_REGISTRY_SERVER',
  'BUN_CONFIG_REGISTRY',
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'PIP_CONFIG_FILE',
  'PIP_CERT',
  'UV_INDEX_URL',
  'UV_DEFAULT_INDEX',
  'UV_INDEX',
  'UV_EXTRA_INDEX_URL',
  'UV_CONFIG_FILE',
  'UV_PYTHON_INSTALL_MIRROR',
  'UV_NATIVE_TLS',
  'UV_SYSTEM_CERTS',
  'GOPROXY',
  'GOPRIVATE',
  'SSH_AUTH_SOCK',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS_VERIFY',
  'PYTHONUTF8',
  'PYTHONIOENCODING',
  'NVM_DIR',
  'NVM_HOME',
  'NVM_SYMLINK',
  'FNM_DIR',
  'VOLTA_HOME',
  'PNPM_HOME',
  'BUN_INSTALL',
  'DENO_DIR',
  'DENO_CERT',
  'DENO_TLS_CA_STORE',
  'PYENV_ROOT',
  'ASDF_DATA_DIR',
  'MISE_DATA_DIR',
  'CARGO_HOME',
  'RUSTUP_HOME',
  'GOPATH',
  'JAVA_HOME',
];
const NAME_PATTERNS = [/^LC_/, /^XDG_/];
const windowsNames = new Set([...WINDOWS_NAMES, ...COMMON_NAMES.map((name) => name.toUpperCase())]);

/** Python writes to a pipe in the code page of Windows, in which no server can speak JSON. */
const WINDOWS_DEFAULTS = { PYTHONUTF8: '1', PYTHONIOENCODING: 'utf-8' } as const;

/** What a child's environment is made of. Later parts win: base, path, extras, own. */
export interface ChildEnvironmentParts {
  /** Patchbay's own environment, of which only harmless, known names are passed on. */
  readonly base: Readonly<Record<string, string | undefined>>;
  /** The PATH found for the user; replaces that of `base`. */
  readonly path?: string;
  readonly extras?: Readonly<Record<string, string>>;
  /** The variables of the server's definition: passed on as they are. */
  readonly own: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
}

function isInherited(name: string, value: string, platform: NodeJS.Platform): boolean {
  // SECURITY: bash once ran code out of variables that look like functions (CVE-2014-6271).
  if (value.startsWith('()')) return false;
  if (platform === 'win32') return windowsNames.has(name.toUpperCase());
  if (COMMON_NAMES.includes(name)) return true;
  return POSIX_NAMES.includes(name) || NAME_PATTERNS.some((pattern) => pattern.test(name));
}

/**
 * The environment of a server: a short list of inherited names and the definition's own. Nothing
 * else of Patchbay's environment is passed on, neither tokens nor what steers Electron or Node.
 * On Windows names that differ only in case are one variable.
 */
export function childEnvironment(parts: ChildEnvironmentParts): Record<string, string> {
  const result = new Map<string, string>();
  const set = (name: string, value: string) => {
    const same = (other: string) => other.toUpperCase() === name.toUpperCase();
    const old = parts.platform === 'win32' ? [...result.keys()].find(same) : undefined;
    if (old !== undefined) result.delete(old);
    result.set(name, value);
  };
  if (parts.platform === 'win32')
    for (const [name, value] of Object.entries(WINDOWS_DEFAULTS)) set(name, value);
  for (const [name, value] of Object.entries(parts.base)) {
    if (value !== undefined && isInherited(name, value, parts.platform)) set(name, value);
  }
  if (parts.path !== undefined) set('PATH', parts.path);
  for (const [name, value] of Object.entries({ ...parts.extras, ...parts.own })) set(name, value);
  return Object.fromEntries(result);
}

/** The value of `name`, which on Windows may be written in any case. */
export function environmentValue(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  platform: NodeJS.Platform,
): string | undefined {
  if (platform !== 'win32') return own(environment, name);
  const key = Object.keys(environment).find((other) => other.toUpperCase() === name);
  return key === undefined ? undefined : own(environment, key);
}
