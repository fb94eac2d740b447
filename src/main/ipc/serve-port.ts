import type { SupportedMessagePort } from '@orpc/client/message-port';
import { ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';

import type { ServedHost } from '../host/services.ts';
import type { Logger } from '../kernel/logger.ts';
import { answerThatFits } from './left-out.ts';
import { createRouter } from './router.ts';

/** Answers the contract's calls on message ports. */
export interface PortServer {
  serve(port: SupportedMessagePort): void;
}

/** Creates the server of the contract; refused payloads are logged and reach no handler. */
export function createPortServer({ host, services }: ServedHost, logger: Logger): PortServer {
  const handler = new RPCHandler(createRouter(host, services), {
    interceptors: [
      async (options) => {
        try {
          return await options.next();
        } catch (error) {
          report(logger, options.request.url.pathname, error);
          throw error;
        }
      },
    ],
    clientInterceptors: [
      async (options) => {
        try {
          return await options.next();
        } catch (error) {
          const { outputSchema } = options.procedure['~orpc'];
          const fits = answerThatFits(error, outputSchema, services.tellLeftOut);
          if (fits === undefined) throw error;
          return fits.value;
        }
      },
    ],
  });
  return { serve: (port) => handler.upgrade(port) };
}

function report(logger: Logger, call: string, error: unknown): void {
  if (error instanceof ORPCError) {
    // Declared errors are answers, not faults.
    if (error.code === 'BAD_REQUEST') logger.warn('refused a call', { call, code: error.code });
    else if (!error.defined) logger.error('a call failed', { call, code: error.code });
    return;
  }
  if (error instanceof Error && error.name === 'AbortError') return;
  logger.error('a call failed', {
    call,
    error: error instanceof Error ? error.message : 'unknown',
  });
}
