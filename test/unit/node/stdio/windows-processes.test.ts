import { expect, test } from 'vitest';
import {
  listFromWindows,
  parseCimLine,
  parseWmicLine,
  withTrueParents,
} from '../../../../src/main/node/processes/windows-processes.ts';

const row = { groupId: 42, pid: 42, parentPid: 7, zombie: false };

test('a line of PowerShell', () => {
  expect(parseCimLine('42 7 2026-01-05T10:00:00.1234567Z\r')).toEqual({
    ...row,
    startedAt: '2026-01-05T10:00:00.1234567Z',
  });
  expect(parseCimLine('42 7 -')?.startedAt).toBe('-');
  expect(parseCimLine('Get-CimInstance : denied')).toBeUndefined();
});

test.each([
  ['PC,20260105110000.123456+060,7,42', '2026-01-05T10:00:00.123Z'],
  ['PC,20260105043000.000000-330,7,42', '2026-01-05T10:00:00.000Z'],
  ['PC,,7,42\r', '-'],
])('a line of wmic: %s', (line, startedAt) => {
  expect(parseWmicLine(line)).toEqual({ ...row, startedAt });
});

test('the first line of wmic is none', () => {
  expect(parseWmicLine('Node,CreationDate,ParentProcessId,ProcessId')).toBeUndefined();
});

test('a process that started later is nobody’s parent', () => {
  const [, child] = withTrueParents([
    { ...row, pid: 7, parentPid: 1, startedAt: '2026-01-05T10:00:01Z' },
    { ...row, startedAt: '2026-01-05T10:00:00Z' },
  ]);
  expect(child?.parentPid).toBe(0);
});

test('PowerShell is asked, then wmic, and else nothing is known', async () => {
  const asked: string[] = [];
  const answering = (answers: Readonly<Record<string, string>>) =>
    listFromWindows(async (program) => {
      const name = program.split('\\').at(-1) ?? '';
      asked.push(program);
      return Object.entries(answers).find(([one]) => one === name)?.[1];
    }, 'D:\\W');
  expect(await answering({ 'powershell.exe': '42 7 -\r\n' })).toHaveLength(1);
  expect(await answering({ 'wmic.exe': '\r\nNode,A,B,C\r\nPC,,7,42\r\n' })).toHaveLength(1);
  expect(await answering({ 'powershell.exe': 'no' })).toEqual([]);
  expect(asked.slice(-2)).toEqual([
    'D:\\W\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    'D:\\W\\System32\\wbem\\wmic.exe',
  ]);
});
