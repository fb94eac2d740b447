import type { Socket } from 'node:net';

import { z } from 'zod';

import { cutText } from '../../../shared/util/fit-text.ts';

const maxNameChars = 200;
const wanted = z.string().max(maxNameChars).default('');

/**
 * The first line a bridge sends: what it is for. A bridge runs for as long as its app, so it may be of
 * an earlier version than Patchbay, or of a later one: what is missing was not asked for, and what is
 * not known here is passed over.
 */
const helloSchema = z.union([
  z.object({ patchbay: z.literal(1), command: z.array(z.string()).max(20) }),
  z.object({
    patchbay: z.literal(1),
    app: z
      .string()
      .default('')
      .transform((app) => cutText(app, maxNameChars)),
    server: wanted,
    profile: wanted,
  }),
]);
export type Hello = z.infer<typeof helloSchema>;

/** The arguments of a call may come in it. */
const maxHelloBytes = 8 * 1024 * 1024;
const helloTimeoutMs = 10_000;

/**
 * Reads the first line and leaves the rest in the socket; undefined when it is no greeting, does not
 * come in time, or the other side is gone.
 */
export function readHello(socket: Socket): Promise<Hello | undefined> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const settle = (hello: Hello | undefined): void => {
      clearTimeout(timer);
      socket.off('readable', onReadable);
      socket.off('close', onClose);
      resolve(hello);
    };
    const onClose = (): void => settle(undefined);
    const onReadable = (): void => {
      for (let chunk = nextOf(socket); chunk !== null; chunk = nextOf(socket)) {
        const end = chunk.indexOf(10);
        const line = end < 0 ? chunk : chunk.subarray(0, end);
        pieces.push(line);
        size += line.length;
        if (size > maxHelloBytes) return settle(undefined);
        if (end < 0) continue;
        const rest = chunk.subarray(end + 1);
        if (rest.length > 0) socket.unshift(rest);
        return settle(parsed(Buffer.concat(pieces).toString('utf8')));
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
