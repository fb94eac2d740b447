import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Server } from '@modelcontextprotocol/server';

import { jsonObjectSchema } from '../../../shared/domain/catalog.ts';
import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { isObject } from '../../../shared/util/is-object.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { CallerFolders, LastingCaller } from '../../sessions/request-options.ts';

/** The app behind a server, given what it can do, between the requests it makes (up to 2025-11-25). */
export function lastingApp(server: Server): (capabilities: JsonObject) => LastingCaller {
  const folders = foldersOf(server);
  const pageOver = (elicitationId: string): void => {
    // An app that has left is not told, nor one that would not know what is meant.
    if (server.getClientCapabilities()?.elicitation?.url === undefined) return;
    server
      .notification({ method: 'notifications/elicitation/complete', params: { elicitationId } })
      .catch(() => undefined);
  };
  return ({ roots }) => ({
    pageOver,
    ...(isObject(roots) && roots['listChanged'] === true && { folders }),
  });
}

function foldersOf(server: Server): CallerFolders {
  const listeners = new Set<() => void>();
  server.setNotificationHandler('notifications/roots/list_changed', () => {
    for (const listener of [...listeners]) listener();
  });
  return {
    async list(signal) {
      try {
        const answer = await server.request({ method: 'roots/list' }, { signal });
        return ok(jsonObjectSchema.parse(answer));
      } catch (error) {
        const code = error instanceof ProtocolError ? error.code : ProtocolErrorCode.InternalError;
        return err({ code, message: error instanceof Error ? error.message : 'not answered' });
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
  };
}
