import type { Socket } from 'node:net';

import { z } from 'zod';

/** The first line a bridge sends: what it is for. */
export const helloSchema = z.union([
  z.object({ patchbay: z.literal(1), command: z.array(z.string()).max(20) }),
  z.object({
    patchbay: z.literal(1),
    app: z.string().max(200),
    server: z.string().max(200),
    profile: z.string().max(200),
  }),
]);
export type Hello = z.infer<typeof helloSchema>;

const maxHelloBytes = 65_536;
const helloTimeoutMs = 10_000;

/**
 * Reads the first line and leaves the rest in the socket; undefined when it is no greeting, does not
 * come in time, or the other side is gone.
 */
export function readHello(socket: Socket): Promise<Hello | undefined> {
  return new Promise((resolve) => {
    let read = Buffer.alloc(0);
    const settle = (hello: Hello | undefined): void => {
      clearTimeout(timer);
      socket.off('readable', onReadable);
      socket.off('close', onClose);
      resolve(hello);
    };
    const onClose = (): void => settle(undefined);
    const onReadable = (): void => {
      for (let chunk = nextOf(socket); chunk !== null; chunk = nextOf(socket)) {
        read = Buffer.concat([read, chunk]);
        const end = read.indexOf(10);
        if (end < 0 && read.length <= maxHelloBytes) continue;
        if (end < 0) return settle(undefined);
        const rest = read.subarray(end + 1);
        if (rest.length > 0) socket.unshift(rest);
        return settle(parsed(read.subarray(0, end).toString('utf8')));
      }
    };
    const timer = setTimeout(onClose, helloTimeoutMs);
    socket.on('readable', onReadable);
    socket.on('close', onClose);
  });
}

const nextOf = (socket: Socket): Buffer | null =>
  z.instanceof(Buffer).nullable().parse(socket.read());

function parsed(line: string): Hello | undefined {
  try {
    return helloSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
