import type { Socket } from 'node:net';

import { parseJSONRPCMessage } from '@modelcontextprotocol/server';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';

import { plainMessage } from '../messages/plain-message.ts';

const lineEnd = 10;

/**
 * Messages over a local connection, one on each line (MCP stdio transport). The pieces of a long line are
 * joined once; a line longer than `maxBytes` ends the connection, and one that is no message is passed
 * over. What is sent is out of hand at once: who does not read is the connection's own care.
 */
export class LineTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  readonly #socket: Socket;
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #size = 0;
  #isClosed = false;

  constructor(socket: Socket, maxBytes: number) {
    this.#socket = socket;
    this.#maxBytes = maxBytes;
  }

  start(): Promise<void> {
    this.#socket.on('data', this.#take).on('end', this.#ended).on('close', this.#ended);
    this.#socket.resume();
    if (this.#socket.readableEnded || this.#socket.destroyed) setImmediate(this.#ended);
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    if (this.#isClosed || !this.#socket.writable) {
      return Promise.reject(new Error('the app has left'));
    }
    this.#socket.write(`${JSON.stringify(message)}\n`);
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    this.#socket.off('data', this.#take).off('end', this.#ended).off('close', this.#ended);
    this.#socket.pause();
    this.#pieces = [];
    this.onclose?.();
    return Promise.resolve();
  }

  readonly #ended = (): void => void this.close();

  readonly #take = (chunk: Buffer): void => {
    let from = 0;
    for (
      let end = chunk.indexOf(lineEnd);
      end >= 0 && !this.#isClosed;
      end = chunk.indexOf(lineEnd, from)
    ) {
      this.#read(this.#whole(chunk.subarray(from, end)));
      from = end + 1;
    }
    const rest = from === 0 ? chunk : chunk.subarray(from);
    if (rest.length > 0) this.#pieces.push(rest);
    this.#size += rest.length;
    if (this.#size > this.#maxBytes) this.#socket.destroy();
  };

  #whole(last: Buffer): string {
    const bytes = this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last]);
    this.#pieces = [];
    this.#size = 0;
    return bytes.toString('utf8');
  }

  #read(line: string): void {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      // A blank line, or a word that was meant for somebody else.
      return;
    }
    try {
      this.onmessage?.(plainMessage(value) ?? parseJSONRPCMessage(value));
    } catch (error) {
      this.onerror?.(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
