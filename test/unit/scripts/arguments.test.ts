import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  chromiumArguments,
  readStartArguments,
  readTestArguments,
} from '../../../scripts/lib/arguments.mjs';

describe('readStartArguments', () => {
  test('gives the app an absolute screenshot file', () => {
    expect(readStartArguments(['--screenshot', 'a/x.png', '--exit-when-ready'], '/here')).toEqual({
      status: 'ok',
      appArgs: [`--patchbay-screenshot=${resolve('/here/a/x.png')}`, '--patchbay-exit-when-ready'],
    });
    expect(readStartArguments(['--screenshot=/tmp/y.png'], '/here')).toEqual({
      status: 'ok',
      appArgs: [`--patchbay-screenshot=${resolve('/tmp/y.png')}`],
    });
  });

  test('hands links and unknown flags on untouched', () => {
    const given = ['patchbay://add?name=x', '--enable-logging'];
    expect(readStartArguments(given, '/here')).toEqual({ status: 'ok', appArgs: given });
  });

  test.each([[['--screenshot']], [['--screenshot', '--exit-when-ready']], [['--screenshot=']]])(
    'refuses %j, which names no file',
    (given) => {
      expect(readStartArguments(given, '/here').status).toBe('wrong');
    },
  );
});

describe('readTestArguments', () => {
  const known = ['typecheck', 'unit', 'e2e'];

  test('runs everything unless told otherwise', () => {
    expect(readTestArguments([], known)).toEqual({ status: 'ok', steps: known, extra: [] });
  });

  test('chooses steps in their own order and hands the rest to the runners', () => {
    expect(readTestArguments(['--only', 'e2e, unit', 'start', '-t', 'opens'], known)).toEqual({
      status: 'ok',
      steps: ['unit', 'e2e'],
      extra: ['start', '-t', 'opens'],
    });
    expect(readTestArguments(['--only=unit'], known)).toMatchObject({ steps: ['unit'] });
  });

  test.each([[['--only', 'units']], [['--only']], [['--only=']]])('refuses %j', (given) => {
    expect(readTestArguments(given, known).status).toBe('wrong');
  });
});

describe('chromiumArguments', () => {
  test('gives up the process sandbox for root and for nobody else', () => {
    const machine = { env: { DISPLAY: ':1' }, platform: 'linux' };
    expect(chromiumArguments({ ...machine, isRoot: true })).toEqual(['--no-sandbox']);
    expect(chromiumArguments({ ...machine, isRoot: false })).toEqual([]);
  });

  test('asks for Wayland only where there is nothing else', () => {
    const wayland = { WAYLAND_DISPLAY: 'wayland-0' };
    const machine = { isRoot: false, platform: 'linux' };
    expect(chromiumArguments({ ...machine, env: wayland })).toEqual(['--ozone-platform-hint=auto']);
    expect(chromiumArguments({ ...machine, env: { ...wayland, DISPLAY: ':0' } })).toEqual([]);
  });
});
