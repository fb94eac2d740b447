import { describe, expect, test } from 'vitest';

import { diagnose, readInterpreter } from '../../../src/main/diagnostics/diagnose.ts';
import type {
  DoctorPorts,
  ProgramLaunch,
  Sought,
} from '../../../src/main/diagnostics/doctor-ports.ts';
import { createDoctor } from '../../../src/main/diagnostics/doctor.ts';
import { isCheapToAsk } from '../../../src/main/diagnostics/known-programs.ts';
import { runtimeOf } from '../../../src/main/kernel/runtime-of.ts';
import { remediesFor } from '../../../src/main/diagnostics/remedies.ts';
import { doctorReportSchema, runtimes } from '../../../src/shared/domain/doctor.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import { own } from '../../../src/shared/util/own.ts';

interface World {
  readonly launch?: ProgramLaunch | 'no-program';
  readonly platform?: NodeJS.Platform;
  /** Programs by command. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly blocked?: Readonly<Record<string, string>>;
  readonly firstLines?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly lastFailure?: Failure;
}

/** A doctor in a small world, and the files that were run. */
function doctorIn(world: World) {
  const { platform = 'linux', programs = {}, blocked = {}, folders = ['/bin', '/work'] } = world;
  const asked: string[] = [];
  const searched: string[] = [];
  const find = (command: string): Sought => {
    const [file, refused] = [own(programs, command), own(blocked, command)];
    if (file !== undefined) return { status: 'found', file };
    return refused === undefined
      ? { status: 'not-found' }
      : { status: 'not-executable', file: refused };
  };
  const ports: DoctorPorts = {
    platform,
    launchOf: (name) => (name === 'x' ? world.launch : undefined),
    lastFailure: () => world.lastFailure,
    userPath: async () => ({ path: '/bin:/gone:/bin', source: 'login-shell' }),
    find: async (command, path) => {
      searched.push(path);
      return find(command);
    },
    isFolder: async (path) => folders.includes(path),
    firstLine: async (file) => own(world.firstLines, file),
    versionOf: async (file) => {
      asked.push(file);
      return `version of ${file}`;
    },
  };
  return { doctor: createDoctor(ports), asked, searched };
}

async function examine(world: World) {
  const examined = await doctorIn(world).doctor.examine('x');
  if (!examined.ok) throw new Error(examined.error.code);
  return doctorReportSchema.parse(examined.value);
}

describe('the doctor', () => {
  test('finds a runtime missing and says how to get it', async () => {
    const report = await examine({ launch: { command: 'uvx' }, platform: 'darwin' });
    expect(report.finding).toEqual({ kind: 'runtime-missing', runtime: 'uv' });
    expect(report.remedies[0]).toEqual({ kind: 'run', line: 'brew install uv' });
    expect(report.remedies[1]?.kind).toBe('visit');
  });

  test('says where it looked and which folders are not there', async () => {
    const report = await examine({ launch: { command: 'mine' } });
    expect(report.finding).toEqual({ kind: 'command-missing' });
    expect(report.path).toEqual({
      source: 'login-shell',
      folders: [
        { folder: '/bin', exists: true },
        { folder: '/gone', exists: false },
      ],
    });
  });

  test('looks in the PATH of the settings when they have one', async () => {
    const { doctor, searched } = doctorIn({ launch: { command: 'mine', ownPath: '/work' } });
    const examined = await doctor.examine('x');
    expect(examined.ok && examined.value.path).toEqual({
      source: 'definition',
      folders: [{ folder: '/work', exists: true }],
    });
    expect(new Set(searched)).toEqual(new Set(['/work']));
  });

  test('never runs the command of the server, by whatever name', async () => {
    const programs = { '/bin/node': '/bin/node', node: '/bin/node', docker: '/bin/docker' };
    const { doctor, asked } = doctorIn({ launch: { command: '/bin/node' }, programs });
    const examined = await doctor.examine('x');
    expect(asked).toEqual(['/bin/docker']);
    expect(examined.ok && examined.value.programs.slice(0, 2)).toEqual([
      { name: '/bin/node', isOwn: true, status: 'found', file: '/bin/node', version: null },
      { name: 'node', isOwn: false, status: 'found', file: '/bin/node', version: null },
    ]);
    expect(examined.ok && examined.value.programs.at(-1)?.version).toBe('version of /bin/docker');
  });

  test('sees a whole line where one program should be', async () => {
    const report = await examine({
      launch: { command: 'npx -y some-server' },
      programs: { npx: '/bin/npx' },
    });
    expect(report.finding).toEqual({ kind: 'whole-line', program: 'npx' });
    const missing = await examine({ launch: { command: 'npx -y some-server' } });
    expect(missing.finding).toEqual({ kind: 'runtime-missing', runtime: 'node' });
  });

  test('gives a file the permission to run, by a line that is safe to paste', async () => {
    const file = "/projects/it's $(mine)";
    const report = await examine({ launch: { command: 'mine' }, blocked: { mine: file } });
    expect(report.finding).toEqual({ kind: 'not-executable', file });
    expect(report.remedies).toEqual([
      { kind: 'run', line: `chmod +x '/projects/it'\\''s $(mine)'` },
    ]);
  });

  test.each([
    ['#!/usr/bin/env python3\n', { kind: 'interpreter-missing', runtime: 'python' }],
    ['#!/opt/none\n', { kind: 'interpreter-missing', interpreter: '/opt/none', runtime: null }],
    ['#!/bin/sh\r\n', { kind: 'windows-line-ends' }],
    ['#!/bin/sh\n', { kind: 'nothing-missing' }],
    ['echo hello\n', { kind: 'nothing-missing' }],
  ])('reads a script that begins with %j', async (line, finding) => {
    const report = await examine({
      launch: { command: 'mine' },
      programs: { mine: '/projects/mine', '/bin/sh': '/bin/sh' },
      firstLines: { '/projects/mine': line },
    });
    expect(report.finding).toMatchObject(finding);
  });

  test('sees the folder missing before anything else', async () => {
    const report = await examine({ launch: { command: 'uvx', cwd: '/nowhere' } });
    expect(report.finding).toEqual({ kind: 'folder-missing', folder: '/nowhere' });
  });

  test('points to the log when the program starts and misses another one', async () => {
    const seen = (params: Failure['params']) =>
      examine({
        launch: { command: 'mine' },
        programs: { mine: '/projects/mine' },
        lastFailure: { code: 'INTERPRETER_MISSING', params, detail: '', action: 'retry', at: 0 },
      });
    const ended = await seen({ exitCode: 127 });
    expect(ended.finding).toEqual({ kind: 'helper-missing', file: '/projects/mine' });
    const neverRan = await seen({ command: 'mine' });
    expect(neverRan.finding).toEqual({ kind: 'nothing-missing', file: '/projects/mine' });
  });

  test('has nothing to look for at an address, and knows who is not there', async () => {
    expect((await examine({ launch: 'no-program' })).finding).toEqual({ kind: 'no-program' });
    expect(await doctorIn({}).doctor.examine('y')).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });
});

describe('what the doctor knows', () => {
  test.each([
    ['npx', 'node'],
    ['NPX.CMD', 'node'],
    ['/usr/local/bin/uvx', 'uv'],
    ['C:\\Python\\python.exe', 'python'],
    ['podman', 'podman'],
    ['constructor', null],
    ['my-server', null],
  ])('%s comes with %s', (command, runtime) => expect(runtimeOf(command)).toBe(runtime));

  test.each(['darwin', 'win32', 'linux', 'freebsd'] as const)(
    'helps with every runtime on %s, last by a page of its makers',
    (platform) => {
      for (const runtime of runtimes) {
        const remedies = remediesFor({ kind: 'runtime-missing', runtime }, platform);
        const last = remedies.at(-1);
        expect(last?.kind === 'visit' && new URL(last.url).protocol).toBe('https:');
      }
    },
  );

  test('asks no stand-in that opens a window', () => {
    expect(isCheapToAsk('python3', '/usr/bin/python3', 'darwin')).toBe(false);
    expect(isCheapToAsk('python3', '/opt/homebrew/bin/python3', 'darwin')).toBe(true);
    const store = 'C:\\Users\\a\\AppData\\Local\\Microsoft\\WindowsApps\\python.exe';
    expect(isCheapToAsk('python', store, 'win32')).toBe(false);
    expect(isCheapToAsk('node', 'C:\\node\\node.exe', 'win32')).toBe(true);
    expect(isCheapToAsk('npx', '/bin/npx', 'linux')).toBe(false);
  });

  test.each([
    ['#! /bin/sh -e\n', '/bin/sh'],
    ['#!/usr/bin/env -S A=1 node --x\n', 'node'],
    ['#!/usr/bin/env\n', '/usr/bin/env'],
    ['#!\n', undefined],
    ['\u007fELF', undefined],
  ])('reads %j as %s', (line, command) => expect(readInterpreter(line)?.command).toBe(command));

  test('takes an interpreter that may not run for a missing one', () => {
    const finding = diagnose({
      command: 'a',
      own: { status: 'found', file: '/a' },
      firstWord: undefined,
      interpreter: {
        command: '/b',
        endsLikeWindows: false,
        sought: { status: 'not-executable', file: '/b' },
      },
      missingFolder: undefined,
      lastFailure: undefined,
    });
    expect(finding.kind).toBe('interpreter-missing');
  });
});
