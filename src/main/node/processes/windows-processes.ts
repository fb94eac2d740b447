import { execFile } from 'node:child_process';
import { win32 } from 'node:path';

import type { ProcessRow } from './process-row.ts';

const TIMEOUT_MS = 10_000;

/** A line for each process: its number, its parent's, and when it started (ISO 8601, UTC). */
const SCRIPT = [
  '$ErrorActionPreference = "Stop"',
  'Get-CimInstance Win32_Process -Property ProcessId,ParentProcessId,CreationDate | ForEach-Object {',
  '$at = if ($_.CreationDate) { $_.CreationDate.ToUniversalTime().ToString("o") } else { "-" }',
  '"$($_.ProcessId) $($_.ParentProcessId) $at" }',
].join('\n');

/** Reads a line of {@link SCRIPT}; `undefined` when it is not one. */
export function parseCimLine(line: string): ProcessRow | undefined {
  const [, pid, parentPid, at] = /^(\d+) (\d+) (\S+)\s*$/.exec(line) ?? [];
  return at === undefined ? undefined : rowOf(Number(pid), Number(parentPid), at);
}

/**
 * Reads a line of `wmic process get CreationDate,ParentProcessId,ProcessId /format:csv`, whose times
 * are local with the minutes to UTC behind them (`20260105100000.123456+060`).
 */
export function parseWmicLine(line: string): ProcessRow | undefined {
  const [, date, parentPid, pid] =
    /^[^,]*,(\d{14}\.\d{3})?\d*(?:[+-]\d+)?,(\d+),(\d+)\s*$/.exec(line) ?? [];
  if (pid === undefined) return undefined;
  const offset = /([+-])(\d{3}),/.exec(line);
  const at = date === undefined ? '-' : isoOf(date, offset);
  return rowOf(Number(pid), Number(parentPid), at);
}

function isoOf(date: string, offset: RegExpExecArray | null): string {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d\.\d{3})$/.exec(date) ?? [];
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const minutes = Number(offset?.[2] ?? 0) * (offset?.[1] === '-' ? -1 : 1);
  return Number.isNaN(local) ? '-' : new Date(local - minutes * 60_000).toISOString();
}

/** Windows has no groups: a process is in one of its own. */
function rowOf(pid: number, parentPid: number, startedAt: string): ProcessRow {
  return { pid, parentPid, groupId: pid, startedAt, zombie: false };
}

/**
 * The rows with parents they can have: Windows keeps the number of a parent that has ended, and gives
 * it to another process, which then started later than its supposed child.
 */
export function withTrueParents(rows: readonly ProcessRow[]): readonly ProcessRow[] {
  const startOf = new Map(rows.map((row) => [row.pid, Date.parse(row.startedAt)]));
  return rows.map((row) => {
    const parent = startOf.get(row.parentPid);
    const isLater = parent !== undefined && parent > Date.parse(row.startedAt);
    return isLater ? { ...row, parentPid: 0 } : row;
  });
}

type Run = (program: string, args: readonly string[]) => Promise<string | undefined>;

const runProgram: Run = (program, args) =>
  new Promise((resolve) => {
    const options = { windowsHide: true, timeout: TIMEOUT_MS, maxBuffer: 16 * 1024 * 1024 };
    execFile(program, [...args], options, (error, stdout) => resolve(error ? undefined : stdout));
  });

/**
 * Lists the processes of Windows: by PowerShell, and where a company forbids that by wmic, which
 * older releases have. Empty, which means unknown, when neither answers. It takes half a second.
 */
export async function listFromWindows(
  run: Run = runProgram,
  systemRoot: string = process.env['SystemRoot'] ?? String.raw`C:\Windows`,
): Promise<readonly ProcessRow[]> {
  const system = (...parts: readonly string[]) => win32.join(systemRoot, 'System32', ...parts);
  const encoded = Buffer.from(SCRIPT, 'utf16le').toString('base64');
  const powershell = system('WindowsPowerShell', 'v1.0', 'powershell.exe');
  const cim = ['-NoProfile', '-NonInteractive', '-NoLogo', '-EncodedCommand', encoded];
  const wmic = ['process', 'get', 'CreationDate,ParentProcessId,ProcessId', '/format:csv'];
  const ways = [
    async () => rowsOf(await run(powershell, cim), parseCimLine),
    async () => rowsOf(await run(system('wbem', 'wmic.exe'), wmic), parseWmicLine),
  ];
  for (const way of ways) {
    const rows = await way();
    if (rows.length > 0) return withTrueParents(rows);
  }
  return [];
}

function rowsOf(
  text: string | undefined,
  parse: (line: string) => ProcessRow | undefined,
): readonly ProcessRow[] {
  return (text ?? '').split(/\r?\n/).flatMap((line) => parse(line) ?? []);
}
