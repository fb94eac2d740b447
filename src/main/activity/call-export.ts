import type { CallContents, CallRecord } from '../../shared/domain/call-record.ts';

const columns = [
  'at',
  'door',
  'app',
  'profile',
  'server',
  'method',
  'item',
  'durationMs',
  'bytesIn',
  'bytesOut',
  'outcome',
  'code',
  'attempt',
] as const satisfies readonly (keyof CallRecord)[];

/** Calls as JSON lines, with what was said where it was kept; times in ISO 8601. */
export function callsAsJsonLines(
  calls: readonly CallRecord[],
  contents: ReadonlyMap<string, CallContents>,
): string {
  return calls
    .map(({ hasContents: _hasContents, at, ...call }) => {
      const time = new Date(at).toISOString();
      return `${JSON.stringify({ at: time, ...call, ...contents.get(call.id) })}\n`;
    })
    .join('');
}

/**
 * Calls as comma-separated values (RFC 4180), with a header. What a spreadsheet would take for a
 * formula gets an apostrophe in front, whoever wrote it.
 */
export function callsAsCsv(calls: readonly CallRecord[]): string {
  const rows = calls.map((call) =>
    columns.map((column) => cell(column === 'at' ? new Date(call.at).toISOString() : call[column])),
  );
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
