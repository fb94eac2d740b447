import { variableName } from '../config-formats/placeholders.ts';
import type { RawTransport } from '../config-formats/raw-server.ts';
import type { BundleManifest, BundleOption } from './bundle-manifest.ts';
import type { System } from '../apps/known-app.ts';
import { own } from '../../shared/util/own.ts';

/** What the words between `${` and `}` of a manifest stand for. */
export interface BundlePlaces {
  readonly system: System;
  readonly home: string;
  /** The folder the bundle will be unpacked to. */
  readonly folder: string;
}

/** The program a bundle starts, and values for the variables in it. */
export interface BundleLaunch {
  readonly transport: Extract<RawTransport, { type: 'stdio' }>;
  readonly values: Readonly<Record<string, string>>;
}

/** Fills in everything but the settings a person has to give, which become variables. */
export function bundleLaunch(manifest: BundleManifest, places: BundlePlaces): BundleLaunch {
  const { command, args, env } = startOf(manifest, places);
  const options = new Map(Object.entries(manifest.user_config));
  const fill = (text: string): string => filled(text, places);
  return {
    transport: {
      type: 'stdio',
      command: fill(command),
      args: args.flatMap((arg) => listed(arg, options)).map(fill),
      env: new Map(Object.entries(env).map(([name, value]) => [name, fill(value)])),
      cwd: places.folder,
    },
    values: Object.fromEntries(
      [...options].flatMap(([name, option]) => {
        const value = defaultOf(option);
        return value === undefined ? [] : [[variableName(name), filled(value, places)]];
      }),
    ),
  };
}

interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function startOf({ server }: BundleManifest, { system }: BundlePlaces): Start {
  const config = server.mcp_config;
  const override = config?.platform_overrides?.[system];
  const usual = usualStart(server.type, `\${__dirname}/${server.entry_point ?? ''}`);
  return {
    command: override?.command ?? config?.command ?? usual.command,
    args: override?.args ?? config?.args ?? usual.args,
    env: { ...config?.env, ...override?.env },
  };
}

/** How a server of a kind starts when its manifest leaves that open. */
function usualStart(type: BundleManifest['server']['type'], entry: string): Omit<Start, 'env'> {
  switch (type) {
    case 'node':
      return { command: 'node', args: [entry] };
    case 'python':
      return { command: 'python3', args: [entry] };
    case 'uv':
      return { command: 'uv', args: ['run', '--directory', '${__dirname}', entry] };
    case 'binary':
      return { command: entry, args: [] };
  }
}

const wholeOption = (text: string): string | undefined =>
  /^\$\{user_config\.([\w-]+)\}$/.exec(text)?.[1];

/** An argument that stands for a list becomes as many arguments, where some are known. */
function listed(arg: string, options: ReadonlyMap<string, BundleOption>): readonly string[] {
  const option = options.get(wholeOption(arg) ?? '');
  const known = Array.isArray(option?.default) ? option.default.map(String) : [];
  return known.length > 0 ? known : [arg];
}

function defaultOf({ default: value }: BundleOption): string | undefined {
  if (value === undefined || Array.isArray(value) || value === '') return undefined;
  return String(value);
}

function filled(text: string, { home, folder, system }: BundlePlaces): string {
  const separator = system === 'win32' ? '\\' : '/';
  const known: Readonly<Record<string, string>> = {
    __dirname: folder,
    HOME: home,
    DESKTOP: `${home}${separator}Desktop`,
    DOCUMENTS: `${home}${separator}Documents`,
    DOWNLOADS: `${home}${separator}Downloads`,
    pathSeparator: separator,
    '/': separator,
  };
  return text.replace(/\$\{(user_config\.)?([\w/-]+)\}/g, (whole, isOption, name: string) =>
    isOption === undefined ? (own(known, name) ?? whole) : `{{${variableName(name)}}}`,
  );
}
