import { describe, expect, test } from 'vitest';

import { fillArguments } from '../../../src/main/registry/fill-arguments.ts';

describe('the arguments of a program', () => {
  const variables = new Map([
    ['KEY', 'k'],
    ['ODD', '${ROOT}{{KEY}}'],
  ]);
  const env = new Map([
    ['ROOT', '/srv'],
    ['ODD', '{{KEY}}${ROOT}'],
  ]);
  test.each([
    ['notes', ['--root=${ROOT}', '${OTHER}'], ['--root=/srv', '${OTHER}']],
    ['notes', ['{{KEY}}/${ROOT}', '{{NONE}}'], ['k//srv', '{{NONE}}']],
    ['sh', ['-c', 'echo ${ROOT} {{KEY}}'], ['-c', 'echo ${ROOT} k']],
    ['npx', ['mcp-remote@latest', '${ROOT}', '{{KEY}}'], ['mcp-remote@latest', '${ROOT}', 'k']],
    // What a value brings in stays what it is.
    ['notes', ['{{ODD}}', '${ODD}'], ['${ROOT}{{KEY}}', '{{KEY}}${ROOT}']],
  ])('of %s: %j become %j', (command, args, filled) => {
    expect(fillArguments(command, args, variables, env)).toEqual(filled);
  });
});
