import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { AnswerIdScanner } from '../messages/answer-id.ts';
import { hopelessFactor } from '../messages/message-limit.ts';
import { readMessage } from '../messages/read-message.ts';
import type { ParseMessage } from '../messages/read-message.ts';
import { createLineSplitter } from './line-splitter.ts';

const SAMPLE_CHARS = 500;

/** What a reader of a server's stdout tells. */
export interface MessageSink {
  message(message: JSONRPCMessage): void;
  /** Told at the 1st, 10th, 100th, ... line that is not a JSON-RPC message. */
  garbage(count: number, sample: string): void;
  /** Every line that is not a JSON-RPC message. */
  text?(line: string): void;
  /** A message was longer than the limit; the id of the answer it was, if it was one. */
  tooLarge(id: string | number | undefined): void;
  /** A message is so long that no end of it is expected; nothing is told after it. */
  hopeless(): void;
}

/** Turns the bytes of stdout into messages. */
export interface MessageReader {
  push(chunk: Buffer): void;
  /** Lines so far that were not JSON-RPC messages. */
  readonly garbageCount: number;
  /** How a line begins that has not ended yet; empty when there is none. */
  readonly begunLine: string;
  stop(): void;
}

/** The values on a line: one, or several in the batches that revision 2025-03-26 allowed. */
function parseLine(text: string): readonly unknown[] {
  if (!text.startsWith('{') && !text.startsWith('[')) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    return [];
  }
}

/** True for 1, 10, 100, ...: enough to follow a flood without being flooded. */
function isPowerOfTen(count: number): boolean {
  return /^10*$/.test(String(count));
}

/**
 * Reads newline-delimited JSON-RPC (MCP stdio transport). Blank lines are skipped, CRLF is
 * tolerated, anything else that is not a message is counted and does not disturb what follows.
 */
export function createMessageReader(
  maxMessageBytes: number,
  parse: ParseMessage,
  sink: MessageSink,
): MessageReader {
  let garbageCount = 0;
  const read = (bytes: Buffer) => {
    const text = bytes.toString('utf8').trim();
    if (text === '') return;
    const values = parseLine(text);
    let understood = 0;
    for (const value of values) {
      const message = readMessage(parse, value);
      if (message === undefined) continue;
      understood += 1;
      sink.message(message);
    }
    if (understood > 0 && understood === values.length) return;
    garbageCount += 1;
    sink.text?.(text.slice(0, SAMPLE_CHARS));
    if (isPowerOfTen(garbageCount)) sink.garbage(garbageCount, text.slice(0, SAMPLE_CHARS));
  };
  let long = { ids: new AnswerIdScanner(), bytes: 0 };
  const splitter = createLineSplitter(maxMessageBytes, {
    line(bytes, cut) {
      if (!cut) return read(bytes);
      long = { ids: new AnswerIdScanner(), bytes: 0 };
      skip(bytes);
    },
    rest: (bytes) => skip(bytes),
    restEnded: () => sink.tooLarge(long.ids.id),
  });
  const skip = (bytes: Buffer) => {
    long.bytes += bytes.length;
    long.ids.push(bytes);
    if (long.bytes <= hopelessFactor * maxMessageBytes) return;
    splitter.stop();
    sink.hopeless();
  };
  return {
    push: (chunk) => splitter.push(chunk),
    stop: () => splitter.stop(),
    get garbageCount() {
      return garbageCount;
    },
    get begunLine() {
      return splitter.begun(SAMPLE_CHARS).toString('utf8').trim();
    },
  };
}
