import type { SocketDoor } from '../node/gateway/socket-door.ts';
import type { openGateway } from './compose-gateway.ts';

/** The door for AI apps, whose code comes once the servers were asked for. */
export interface LazyGateway {
  /** Begins to open it, if apps are served at all; answers at once. */
  open(): void;
  /** Closes what was opened, however far it came. */
  close(): Promise<void>;
}

/** Nothing is loaded before `open`: a start must not wait for it. */
export function lazyGateway(...parts: Parameters<typeof openGateway>): LazyGateway {
  const [{ composition, logger }] = parts;
  let opening: Promise<SocketDoor | undefined> | undefined;
  let isClosed = false;
  const open = async (): Promise<SocketDoor | undefined> => {
    const { openGateway: openNow } = await import('./compose-gateway.ts');
    return isClosed ? undefined : openNow(...parts);
  };
  return {
    open() {
      if (composition.servesApps !== true || isClosed) return;
      opening ??= open().catch((error: unknown) => {
        logger.error('apps cannot reach the gateway', { detail: String(error) });
        return undefined;
      });
    },
    async close() {
      isClosed = true;
      await (await opening)?.close();
    },
  };
}
