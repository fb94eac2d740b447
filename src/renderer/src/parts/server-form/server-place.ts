import type { ServerView } from '../../../../shared/domain/server.ts';

/**
 * The place of something typed for a server. Another server that gets the name of a removed one has
 * places of its own; one that comes back by *undo* has those it had.
 */
export function serverPlace({ name, createdAt }: ServerView, field: string): string {
  return `${name} ${String(createdAt)} ${field}`;
}
