import type { FinishedServer } from '../registry/paste/finish-server.ts';

const isRelative = (text: string): boolean => /^\.{1,2}[\\/]/.test(text);

/**
 * A project's app starts programs in the project's folder. Those that name a file relative to it get
 * that folder; the others work from anywhere.
 */
export function startInFolder(finished: FinishedServer, folder: string): FinishedServer {
  if (finished.kind !== 'server') return finished;
  const { draft } = finished.server;
  const { transport } = draft;
  if (transport.type !== 'stdio' || transport.cwd !== undefined) return finished;
  if (![transport.command, ...transport.args].some(isRelative)) return finished;
  const placed = { ...draft, transport: { ...transport, cwd: folder } };
  return { kind: 'server', server: { ...finished.server, draft: placed } };
}
