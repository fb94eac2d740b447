import type { Runtime } from '../../shared/domain/doctor.ts';
import { own } from '../../shared/util/own.ts';

const runtimeByCommand: Readonly<Record<string, Runtime>> = {
  ...{ node: 'node', nodejs: 'node', npx: 'node', npm: 'node', pnpm: 'node', pnpx: 'node' },
  ...{ yarn: 'node', tsx: 'node', 'ts-node': 'node' },
  ...{ uv: 'uv', uvx: 'uv' },
  ...{ python: 'python', python3: 'python', py: 'python', pip: 'python', pipx: 'python' },
  ...{
    docker: 'docker',
    podman: 'podman',
    bun: 'bun',
    bunx: 'bun',
    deno: 'deno',
    java: 'java',
    dotnet: 'dotnet',
  },
  ...{ go: 'go', ruby: 'ruby', php: 'php', cargo: 'rust' },
};

/** What brings `command` along, when that is known. A path counts by its last part. */
export function runtimeOf(command: string): Runtime | null {
  const name = command.split(/[\\/]/).at(-1) ?? '';
  const plain = name.toLowerCase().replace(/\.(exe|cmd|bat)$/, '');
  return own(runtimeByCommand, plain) ?? null;
}
