import { posix, win32 } from 'node:path';

import type { FinishedServer } from './finish-server.ts';
import { isProgram } from '../../shared/domain/transport-kind.ts';

/**
 * A project's app starts programs in the project's folder; one that names a folder of its own means
 * it from there.
 */
export function startInFolder(finished: FinishedServer, folder: string): FinishedServer {
  if (finished.kind !== 'server') return finished;
  const { draft } = finished.server;
  const { transport } = draft;
  if (!isProgram(transport)) return finished;
  const cwd = folderOf(transport.cwd ?? '', folder);
  const placed = { ...draft, transport: { ...transport, cwd } };
  return { kind: 'server', server: { ...finished.server, draft: placed } };
}

function folderOf(cwd: string, folder: string): string {
  const paths = /^[A-Za-z]:[\\/]|^\\\\/.test(folder) ? win32 : posix;
  const isElsewhere = /^(?:~|\{\{|\$\{)/.test(cwd) || paths.isAbsolute(cwd);
  return isElsewhere ? cwd : paths.join(folder, cwd);
}

/** The project of a server that Claude Code keeps under the folder's own name. */
export function projectOf(path: string, name: string | undefined): string | undefined {
  const end = `.mcpServers.${name ?? ''}`;
  if (!path.endsWith(end)) return undefined;
  const folder = path.slice(0, -end.length);
  return /^(?:[\\/]|[A-Za-z]:[\\/])/.test(folder) ? folder : undefined;
}
