import { describe, expect, test } from 'vitest';

import { withoutEmptyParts } from '../../../src/main/registry/optional-parts.ts';
import type { ServerTransport } from '../../../src/shared/domain/server.ts';

const text = (value: string) => ({ kind: 'text', text: value }) as const;
const program = (
  args: string[],
  env: Record<string, ReturnType<typeof text>> = {},
): ServerTransport => ({
  type: 'stdio',
  command: 'notes',
  args,
  env,
});
const isEmpty = (name: string): boolean => name === 'EMPTY';

describe('what holds nothing but an empty value', () => {
  test.each([
    [['--dsn', '{{EMPTY}}', 'x'], ['x']],
    [['--dsn={{EMPTY}}', 'x'], ['x']],
    [
      ['-y', 'pkg', '{{EMPTY}}'],
      ['-y', 'pkg'],
    ],
    [['--a', '--b', '{{EMPTY}}'], ['--a']],
    [
      ['--dsn', '{{FULL}}{{EMPTY}}'],
      ['--dsn', '{{FULL}}{{EMPTY}}'],
    ],
    [['--{{FULL}}', '{{EMPTY}}'], ['--{{FULL}}']],
    [['plain'], ['plain']],
  ])('of %j leaves %j', (args, left) => {
    expect(withoutEmptyParts(program(args), isEmpty)).toEqual(program(left));
  });

  test('is left out of environment and headers, but a secret never is', () => {
    const secret = { kind: 'secret', secretId: '{{EMPTY}}' } as const;
    const values = {
      A: text('{{EMPTY}}'),
      B: text('Bearer {{EMPTY}}'),
      C: text('{{FULL}}'),
      D: secret,
    };
    const left = { C: text('{{FULL}}'), D: secret };
    expect(
      withoutEmptyParts({ type: 'stdio', command: 'n', args: [], env: values }, isEmpty),
    ).toMatchObject({ env: left });
    const remote = withoutEmptyParts(
      { type: 'sse', url: 'https://a.example', headers: values },
      isEmpty,
    );
    expect(remote).toEqual({ type: 'sse', url: 'https://a.example', headers: left });
  });
});
