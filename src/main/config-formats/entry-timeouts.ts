import type { Problem, Timeouts } from '../../shared/domain/server.ts';
import type { ConfigEntry } from './config-node.ts';
import type { EntryFields } from './entry-fields.ts';
import type { Flavour } from './find-servers.ts';
import { pasteWarning } from './problem.ts';

/**
 * Reads time limits into milliseconds. LibreChat, Gemini and OpenCode count in milliseconds;
 * Goose, Cline and Roo in seconds; Codex says so in the name. Where nothing tells them apart,
 * a `timeout` below 1000 is taken for seconds, with a remark.
 */
export function readTimeouts(fields: EntryFields, flavour: Flavour, problems: Problem[]): Timeouts {
  const connectMs =
    limit(fields.take('startup_timeout_sec'), 1_000, 'connectMs', problems) ??
    limit(fields.take('startup_timeout_ms', 'initTimeout'), 1, 'connectMs', problems);
  const callSeconds = limit(fields.take('tool_timeout_sec'), 1_000, 'callMs', problems);
  const timeout = fields.take('timeout');
  const unit = timeout === undefined ? 1 : unitOf(timeout, fields, flavour, problems);
  const callMs = callSeconds ?? limit(timeout, unit, 'callMs', problems);
  return {
    ...(connectMs === undefined ? {} : { connectMs }),
    ...(callMs === undefined ? {} : { callMs }),
  };
}

const secondsApps = ['autoApprove', 'alwaysAllow'] as const;

function unitOf(
  entry: ConfigEntry,
  fields: EntryFields,
  flavour: Flavour,
  problems: Problem[],
): number {
  const value = numberOf(entry);
  if (flavour === 'librechat' || value === undefined) return 1;
  if (flavour === 'goose' || secondsApps.some((key) => fields.peek(key) !== undefined))
    return 1_000;
  if (value >= 1_000) return 1;
  const message = `The timeout ${String(value)} was read as seconds.`;
  problems.push(pasteWarning('TIMEOUT_UNIT', 'timeouts.callMs', message, entry.line));
  return 1_000;
}

function numberOf({ node }: ConfigEntry): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value === 'boolean') return undefined;
  const value = node.value === '' ? Number.NaN : Number(node.value);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

const ranges = { connectMs: [100, 600_000], callMs: [100, 86_400_000] } as const;

function limit(
  entry: ConfigEntry | undefined,
  unitMs: number,
  field: keyof typeof ranges,
  problems: Problem[],
): number | undefined {
  if (entry === undefined) return undefined;
  const path = `timeouts.${field}`;
  const value = numberOf(entry);
  if (value === undefined) {
    const message = `Expected “${entry.key}” to be a number above zero; it was left out.`;
    problems.push(pasteWarning('FIELD_INVALID', path, message, entry.line));
    return undefined;
  }
  const asked = Math.round(value * unitMs);
  const [least, most] = ranges[field];
  const used = Math.min(Math.max(asked, least), most);
  if (used !== asked) {
    const message = `Expected a limit from ${String(least)} to ${String(most)} ms; ${String(used)} ms is used.`;
    problems.push(pasteWarning('TIMEOUT_RANGE', path, message, entry.line));
  }
  return used;
}
