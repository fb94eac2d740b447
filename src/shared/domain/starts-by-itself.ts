import type { ServerDefinition } from './server.ts';

/** Whether a server begins without anybody asking for it: it is on, and starts with the app. */
export function startsByItself({
  enabled,
  start,
}: Pick<ServerDefinition, 'enabled' | 'start'>): boolean {
  return enabled && start === 'on-launch';
}
