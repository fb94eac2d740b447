import type { DoctorFinding, Remedy, Runtime } from '../../shared/domain/doctor.ts';

type System = 'darwin' | 'win32' | 'linux';

const run = (line: string): Remedy => ({ kind: 'run', line });
const visit = (url: string): Remedy => ({ kind: 'visit', url });

/** For each runtime its makers' page, and a line where the system has one usual installer. */
const installs: Readonly<
  Record<Runtime, { readonly page: string } & Readonly<Partial<Record<System, string>>>>
> = {
  node: {
    page: 'https://nodejs.org/en/download',
    darwin: 'brew install node',
    win32: 'winget install OpenJS.NodeJS.LTS',
  },
  uv: {
    page: 'https://docs.astral.sh/uv/getting-started/installation/',
    darwin: 'brew install uv',
    win32: 'winget install astral-sh.uv',
    linux: 'curl -LsSf https://astral.sh/uv/install.sh | sh',
  },
  docker: { page: 'https://docs.docker.com/get-started/get-docker/' },
  podman: { page: 'https://podman.io/docs/installation' },
  python: {
    page: 'https://www.python.org/downloads/',
    darwin: 'brew install python',
    win32: 'winget install Python.Python.3.13',
  },
  bun: {
    page: 'https://bun.sh/docs/installation',
    darwin: 'brew install oven-sh/bun/bun',
    win32: 'winget install Oven-sh.Bun',
    linux: 'curl -fsSL https://bun.sh/install | bash',
  },
  deno: {
    page: 'https://docs.deno.com/runtime/getting_started/installation/',
    darwin: 'brew install deno',
    win32: 'winget install DenoLand.Deno',
    linux: 'curl -fsSL https://deno.land/install.sh | sh',
  },
  java: { page: 'https://adoptium.net/installation/' },
  dotnet: { page: 'https://dotnet.microsoft.com/download' },
  go: { page: 'https://go.dev/doc/install', darwin: 'brew install go' },
  ruby: { page: 'https://www.ruby-lang.org/en/documentation/installation/' },
  php: { page: 'https://www.php.net/manual/en/install.php' },
  rust: { page: 'https://www.rust-lang.org/tools/install' },
};

/** What a person can do about a finding on `platform`, the best first; empty when words must do. */
export function remediesFor(finding: DoctorFinding, platform: NodeJS.Platform): readonly Remedy[] {
  switch (finding.kind) {
    case 'runtime-missing':
      return installOf(finding.runtime, platform);
    case 'interpreter-missing':
      return finding.runtime === null ? [] : installOf(finding.runtime, platform);
    case 'not-executable':
      return platform === 'win32' ? [] : [run(`chmod +x ${quoted(finding.file)}`)];
    case 'folder-missing':
      return platform === 'win32' ? [] : [run(`mkdir -p ${quoted(finding.folder)}`)];
    case 'no-program':
    case 'nothing-missing':
    case 'command-missing':
    case 'whole-line':
    case 'windows-line-ends':
    case 'helper-missing':
      return [];
  }
}

function installOf(runtime: Runtime, platform: NodeJS.Platform): readonly Remedy[] {
  const { page, ...lines } = installs[runtime];
  const system = platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  const line = lines[system];
  return line === undefined ? [visit(page)] : [run(line), visit(page)];
}

// For a person to paste: a name with a quote in it must not end the quotes.
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
