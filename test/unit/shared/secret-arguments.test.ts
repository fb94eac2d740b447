import { describe, expect, test } from 'vitest';

import { passByEnvironment } from '../../../src/shared/domain/pass-by-environment.ts';
import { secretArguments } from '../../../src/shared/domain/secret-arguments.ts';
import type { ProgramParts } from '../../../src/shared/domain/secret-arguments.ts';

const program = (
  command: string,
  args: readonly string[],
  env: ProgramParts['env'] = [],
): ProgramParts => ({ command, args, env, sensitive: new Set(['KEY']) });
const token = 'ghp_0123456789abcdefghijABCDEFGHIJ';

describe('a secret on a command line', () => {
  test.each([
    ['a variable', program('a', ['--key', '{{KEY}}', '{{ROOT}}']), [[1, 'KEY']]],
    ['its own secret', program('a', ['-t=${T}'], [{ name: 'T' }]), [[0, 'T']]],
    ['its own text', program('a', ['-t=${T}'], [{ name: 'T', text: 'x{{ROOT}}' }]), []],
    [
      'its own text with a secret in it',
      program('a', ['-t=${T}'], [{ name: 'T', text: 'Bearer {{KEY}}' }]),
      [[0, 'T']],
    ],
    ['what a shell looks up', program('bash', ['-c', 'a ${T}'], [{ name: 'T' }]), []],
    ['what a bridge looks up', program('npx', ['mcp-remote', 'A:${T}'], [{ name: 'T' }]), []],
    ['plain text', program('a', ['--api-key', 'abcdef123', token]), [[1], [2]]],
    ['a path', program('a', ['--key', '/etc/key.pem', '--token']), []],
    ['a reference to nothing', program('a', ['--token', '${ELSEWHERE}']), []],
  ])('%s', (_, parts, found) => {
    expect(secretArguments(parts).map(({ index, names }) => [index, ...names])).toEqual(found);
  });
});

describe('passing it by the environment', () => {
  const text = (name: string, value: string) => ({ name, value: { kind: 'text', text: value } });
  const secret = (name: string, value: string) => ({ name, value: { kind: 'secret', value } });
  test.each([
    [
      'its option goes with it',
      program('a', ['x', '--api-key', '{{KEY}}', 'y']),
      2,
      ['x', 'y'],
      text('KEY', '{{KEY}}'),
    ],
    ['named by its option', program('a', ['--api-key=abc']), 0, [], secret('API_KEY', 'abc')],
    [
      'all of it after an option',
      program('a', ['--auth', 'user:pw']),
      1,
      [],
      secret('AUTH', 'user:pw'),
    ],
    ['with nothing to name it', program('a', [token]), 0, [], secret('SECRET', token)],
    [
      'more than the variable',
      program('a', ['--auth=Bearer {{KEY}}']),
      0,
      [],
      text('AUTH', 'Bearer {{KEY}}'),
    ],
    [
      'a name that is taken',
      program('a', ['--k=abc'], [{ name: 'K' }, { name: 'K_2' }]),
      0,
      [],
      secret('K_3', 'abc'),
    ],
    [
      'what is there already',
      program('a', ['--k={{KEY}}'], [{ name: 'KEY', text: '{{KEY}}' }]),
      0,
      [],
      null,
    ],
    ['its own reference', program('a', ['x', '--t', '${T}'], [{ name: 'T' }]), 2, ['x'], null],
    [
      'docker -e',
      program('docker', ['run', '-i', '-e', 'T={{KEY}}', 'img']),
      3,
      ['run', '-i', '-e', 'T', 'img'],
      text('T', '{{KEY}}'),
    ],
    [
      'docker --env=',
      program('docker', ['run', '--env=T=abc', 'img']),
      1,
      ['run', '--env=T', 'img'],
      secret('T', 'abc'),
    ],
    [
      'docker -eNAME',
      program('podman', ['run', '-eT=abc', 'img']),
      1,
      ['run', '-eT', 'img'],
      secret('T', 'abc'),
    ],
    [
      'docker -e of what it has',
      program('docker', ['run', '-e', 'T=${T}', 'img'], [{ name: 'T' }]),
      2,
      ['run', '-e', 'T', 'img'],
      null,
    ],
    [
      'for the program in the container',
      program('/usr/bin/docker', ['run', '-i', '--rm', '-v', '/a:/b', 'img', '--key', '{{KEY}}']),
      7,
      ['run', '-e', 'KEY', '-i', '--rm', '-v', '/a:/b', 'img'],
      text('KEY', '{{KEY}}'),
    ],
    [
      'a bridge looks it up',
      program('npx', [
        '-y',
        'mcp-remote',
        'https://a.example',
        '--header',
        'Authorization: Bearer {{KEY}}',
      ]),
      4,
      ['-y', 'mcp-remote', 'https://a.example', '--header', 'Authorization:${AUTHORIZATION}'],
      text('AUTHORIZATION', 'Bearer {{KEY}}'),
    ],
  ])('%s', (_, parts, index, args, added) => {
    expect(passByEnvironment(parts, index)).toEqual({ args, added });
  });

  test.each([
    ['a shell has a language of its own', program('sh', ['-c', 'a {{KEY}}']), 1],
    ['an option of docker', program('docker', ['run', '-v', '/{{KEY}}:/b', 'img']), 2],
    [
      'docker -e with another value there',
      program('docker', ['run', '-e', 'T=abc'], [{ name: 'T' }]),
      2,
    ],
    ['half a reference', program('a', ['--t=Bearer ${T}'], [{ name: 'T' }]), 0],
    ['the address of a bridge', program('npx', ['mcp-remote', 'https://a.example/{{KEY}}']), 1],
    ['an argument that is not there', program('a', []), 3],
  ])('is not guessed at: %s', (_, parts, index) => {
    expect(passByEnvironment(parts, index)).toBeUndefined();
  });
});
