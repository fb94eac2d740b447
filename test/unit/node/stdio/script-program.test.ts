import { expect, test } from 'vitest';
import { programOfScript } from '../../../../src/main/node/stdio/script-program.ts';

test.each([
  ['.js', '', { commands: ['node'], args: [] }],
  ['.MJS', '', { commands: ['node'], args: [] }],
  ['.py', '', { commands: ['py', 'python', 'python3'], args: [] }],
  ['', '#!/usr/bin/env node', { commands: ['node'], args: [] }],
  ['.js', '#!/usr/bin/env -S node --no-warnings', { commands: ['node'], args: ['--no-warnings'] }],
  ['', '#!/usr/bin/node\r', { commands: ['node'], args: [] }],
  ['.js', '#! /usr/bin/env bun', { commands: ['bun'], args: [] }],
  [
    '',
    '#!/opt/v/bin/python3.12 -u',
    { commands: ['python3.12', 'py', 'python', 'python3'], args: ['-u'] },
  ],
  ['', '#!C:\\Tools\\deno.exe run', { commands: ['deno.exe'], args: ['run'] }],
])('a file that ends in %s and begins with %s', (ending, line, program) => {
  expect(programOfScript(ending, line)).toEqual(program);
});

test.each([
  ['.vbs', ''],
  ['', 'no such line'],
  ['', '#!'],
  ['', '#!/usr/bin/env'],
  ['', '#!/usr/bin/env A=b node'],
  ['constructor', ''],
])('nothing runs %s %s', (ending, line) => {
  expect(programOfScript(ending, line)).toBeUndefined();
});
