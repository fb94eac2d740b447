import { z } from 'zod';

const levels = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
] as const;

/** A level of a log message, as the protocol writes it. */
export const logLevelSchema = z.enum(levels);

/** How severe a log message is (MCP `logging`, RFC 5424). */
export type LogLevel = z.infer<typeof logLevelSchema>;

/** Whether `level` is at least as severe as `least`. */
export const isAtLeast = (level: LogLevel, least: LogLevel): boolean =>
  levels.indexOf(level) >= levels.indexOf(least);
