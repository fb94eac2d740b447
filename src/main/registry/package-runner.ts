import { own } from '../../shared/util/own.ts';

/** How a package runner's command line is read: words before the package, options with a value. */
interface Runner {
  readonly subcommand?: readonly string[];
  /** Options that name the package themselves. */
  readonly packageOptions: readonly string[];
  /** Options whose value is the next argument. */
  readonly valueOptions: readonly string[];
}

const npm: Omit<Runner, 'subcommand'> = {
  packageOptions: ['-p', '--package'],
  valueOptions: ['-c', '--call', '-w', '--workspace', '--registry', '--cache', '--userconfig'],
};
const uv: Omit<Runner, 'subcommand'> = {
  packageOptions: ['--from'],
  valueOptions: ['--with', '-w', '-p', '--python', '--index', '--index-url', '--directory'],
};

const runners: Readonly<Record<string, readonly Runner[]>> = {
  npx: [npm],
  npm: [
    { ...npm, subcommand: ['exec'] },
    { ...npm, subcommand: ['x'] },
  ],
  pnpx: [npm],
  pnpm: [{ ...npm, subcommand: ['dlx'] }],
  yarn: [{ ...npm, subcommand: ['dlx'] }],
  bunx: [npm],
  bun: [{ ...npm, subcommand: ['x'] }],
  uvx: [uv],
  uv: [{ ...uv, subcommand: ['tool', 'run'] }],
  pipx: [{ subcommand: ['run'], packageOptions: ['--spec'], valueOptions: ['--python'] }],
};

/**
 * The package that `program` (npx, uvx and their like) would fetch and run with `args`, with its
 * version as written; undefined when it runs none or a local folder.
 */
export function packageRunBy(program: string, args: readonly string[]): string | undefined {
  for (const runner of own(runners, program) ?? []) {
    const { subcommand = [] } = runner;
    if (subcommand.every((word, index) => args[index] === word)) {
      const spec = packageIn(args.slice(subcommand.length), runner);
      return spec === undefined || isLocal(spec) ? undefined : spec;
    }
  }
  return undefined;
}

function packageIn(args: readonly string[], runner: Runner): string | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (!arg.startsWith('-')) return arg;
    if (arg === '--') return args[index + 1];
    const [option = '', inline] = splitOption(arg);
    if (runner.packageOptions.includes(option)) return inline ?? args[index + 1];
    if (runner.valueOptions.includes(option) && inline === undefined) index += 1;
  }
  return undefined;
}

function splitOption(arg: string): readonly [string, string | undefined] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}

function isLocal(spec: string): boolean {
  return /^(\.{0,2}[\\/]|\.{1,2}$|~|file:|[A-Za-z]:[\\/])/.test(spec);
}

const exactVersion = /^v?\d+(\.\d+)+([-+.][0-9A-Za-z.+-]+)?$/;

/** Whether a package is named with one exact version (or commit), so that it cannot change. */
export function isPinned(spec: string): boolean {
  const commit = /[@#]([0-9a-f]{40})$/.exec(spec);
  if (commit !== null) return true;
  const python = /^[^=@]+==([^=,*]+)$/.exec(spec);
  if (python !== null) return exactVersion.test(python[1] ?? '');
  const at = spec.lastIndexOf('@');
  return at > 0 && exactVersion.test(spec.slice(at + 1));
}
