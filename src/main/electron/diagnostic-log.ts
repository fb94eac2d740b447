import { join } from 'node:path';

import type { Logger } from '../kernel/logger.ts';

const maxFileBytes = 1_048_576;

type Level = 'info' | 'warn' | 'error';

/**
 * Patchbay's own diagnostic log in `folder`, at most two files of 1 MiB. The writer is loaded with
 * the first line, because nothing is usually logged before the window stands.
 */
export function createDiagnosticLog(folder: string): Logger {
  let writer: Promise<(level: Level, text: string) => void> | undefined;
  const write = (level: Level, message: string, fields?: Readonly<Record<string, unknown>>) => {
    writer ??= openWriter(folder);
    const text = fields ? `${message} ${JSON.stringify(fields)}` : message;
    void writer.then((append) => append(level, text)).catch(() => undefined);
  };
  return {
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
  };
}

async function openWriter(folder: string): Promise<(level: Level, text: string) => void> {
  const { default: log } = await import('electron-log/node.js');
  log.transports.console.level = false;
  log.transports.file.level = 'info';
  log.transports.file.maxSize = maxFileBytes;
  log.transports.file.resolvePathFn = () => join(folder, 'patchbay.log');
  return (level, text) => log[level](text);
}
