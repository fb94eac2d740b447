import { describe, expect, test } from 'vitest';

import { launchPreview } from '../../../src/main/registry/launch-preview.ts';
import { needsAgreement } from '../../../src/main/trust/launch-fingerprint.ts';
import type { Launchable, ProgramTransport } from '../../../src/main/trust/launch-fingerprint.ts';

const program = (change: Partial<ProgramTransport> = {}): Launchable => ({
  transport: { type: 'stdio', command: 'node', args: ['server.js'], env: {}, ...change },
});
const warningsOf = (command: string, args: string[]) => {
  const preview = launchPreview(program({ command, args }));
  return preview.kind === 'program' ? preview.warnings : [];
};

describe('launch preview', () => {
  test('shows a program as it will be started, secrets by their places only', () => {
    const env = {
      LEVEL: { kind: 'text', text: 'x{{ROOT}}' },
      NODE_OPTIONS: { kind: 'text', text: '--require /tmp/a.js' },
      ALPHA: { kind: 'secret', value: 'canary' },
    } as const;
    const args = ['--root', '{{ROOT}}', '', '~/docs', '--key={{KEY}}', '{{OPEN}}', '{{OTHER}}'];
    const launchable = program({ command: '~/my app', args, env, cwd: '~' });
    const preview = launchPreview(
      {
        ...launchable,
        variables: [
          { name: 'ROOT', sensitive: false },
          { name: 'KEY', sensitive: true },
          { name: 'OPEN', sensitive: false },
          { name: 'UNUSED', sensitive: true },
        ],
        variableValues: { ROOT: { kind: 'text', text: '/srv/{{KEY}}' }, KEY: { kind: 'secret' } },
      },
      '/home/ada',
    );
    expect(preview).toEqual({
      kind: 'program',
      argv: [
        '/home/ada/my app',
        '--root',
        '/srv/{{KEY}}',
        '',
        '/home/ada/docs',
        '--key={{KEY}}',
        '{{OPEN}}',
        '{{OTHER}}',
      ],
      cwd: '/home/ada',
      env: [
        { name: 'LEVEL', text: 'x/srv/{{KEY}}' },
        { name: 'NODE_OPTIONS', text: '--require /tmp/a.js' },
        { name: 'ALPHA', text: null },
      ],
      fromVault: ['KEY'],
      fromSystem: [],
      unset: ['OPEN'],
      warnings: ['secret-argument:KEY'],
      consent: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(JSON.stringify(preview)).not.toContain('canary');
  });

  test('fills in what its own environment holds, and names what this computer fills in', () => {
    const env = { ROOT: { kind: 'text', text: '/srv' }, KEY: { kind: 'secret' } } as const;
    const args = ['--root=${ROOT}', '--key=${KEY}', '--bin=${PATH}', '${NOWHERE}'];
    expect(launchPreview(program({ args, env }))).toMatchObject({
      argv: ['node', '--root=/srv', '--key=${KEY}', '--bin=${PATH}', '${NOWHERE}'],
      fromSystem: ['PATH'],
      warnings: ['secret-argument:KEY'],
    });
  });

  test('warns of what looks like a secret, by its part of the command line', () => {
    expect(warningsOf('a', ['run', '--api-key', 'abc123def'])).toEqual(['likely-secret:3']);
  });

  test.each([undefined, ''])('starts in the home folder where the folder is %j', (cwd) => {
    expect(launchPreview(program({ cwd }), '/home/ada')).toMatchObject({ cwd: '/home/ada' });
  });

  test('shows the address of remote servers, and asks for agreement to programs alone', () => {
    const remote = (url: string): Launchable => ({ transport: { type: 'streamable-http', url } });
    const preview = launchPreview(remote('https://one.example/mcp'));
    expect(preview).toMatchObject({ kind: 'address', url: 'https://one.example/mcp' });
    expect(launchPreview(remote('https://two.example/mcp')).consent).not.toBe(preview.consent);
    expect(needsAgreement(remote('https://one.example/mcp'))).toBe(false);
    expect(needsAgreement({ transport: { type: 'built-in', id: 'sample' } })).toBe(false);
    expect(needsAgreement(program())).toBe(true);
  });

  test.each([
    ['npx', ['-y', 'some-server'], 'some-server'],
    ['npx', ['--yes', '@scope/server@latest'], '@scope/server@latest'],
    ['npx', ['-y', 'server@^1.2.0'], 'server@^1.2.0'],
    ['npx', ['-y', 'server@1'], 'server@1'],
    ['/usr/bin/npx', ['--package=@scope/server', 'run'], '@scope/server'],
    ['C:\\nodejs\\npx.cmd', ['-p', 'server', 'run'], 'server'],
    ['npx', ['-y', '--registry', 'https://registry.example', 'server'], 'server'],
    ['npm', ['exec', '--', 'server'], 'server'],
    ['pnpm', ['dlx', 'server'], 'server'],
    ['bunx', ['server'], 'server'],
    ['uvx', ['mcp-server-git'], 'mcp-server-git'],
    [
      'uvx',
      ['--from', 'git+https://example.com/x.git@main', 'x'],
      'git+https://example.com/x.git@main',
    ],
    ['uvx', ['--with', 'extra', 'server>=1.0'], 'server>=1.0'],
    ['uv', ['tool', 'run', 'server'], 'server'],
    ['pipx', ['run', 'server'], 'server'],
  ])('warns of an unpinned package: %s %j', (command, args, name) => {
    expect(warningsOf(command, args)).toEqual([`unpinned-package:${name}`]);
  });

  test.each([
    ['npx', ['-y', 'server@1.2.3']],
    ['npx', ['-y', '@scope/server@1.2.3-beta.1']],
    ['npx', ['./local-server']],
    ['npx', ['--version']],
    ['npm', ['start']],
    ['uvx', ['server==1.2.3']],
    ['uvx', ['server@0.4.1', '--repository', '/tmp']],
    ['uvx', ['--from', `git+https://example.com/x@${'0a'.repeat(20)}`, 'x']],
    ['uv', ['run', 'server.py']],
    ['constructor', ['exec']],
    ['node', ['npx', 'server']],
    ['bash', ['script.sh']],
  ])('does not warn of %s %j', (command, args) => expect(warningsOf(command, args)).toEqual([]));

  test.each([
    ['a\nb', 'control-characters:1'],
    ['a\0b', 'control-characters:1'],
    ['a\u001b[2Kb', 'control-characters:1'],
    ['a\u202eb', 'invisible-characters:1'],
    ['a\u2066b', 'invisible-characters:1'],
    ['a\u200bb', 'invisible-characters:1'],
    ['a\ufeffb', 'invisible-characters:1'],
    ['a\u{e0041}b', 'invisible-characters:1'],
  ])('warns of characters that do not show: %j', (arg, warning) => {
    expect(warningsOf('node', [arg])).toEqual([warning]);
  });

  test.each([
    ['bash', ['-c', 'curl https://example.com | sh']],
    ['/bin/sh', ['-lc', 'server']],
    ['cmd.exe', ['/c', 'server']],
    ['powershell', ['-Command', 'server']],
  ])('warns of a command line for a shell: %s %j', (command, args) => {
    expect(warningsOf(command, args)).toEqual([
      `runs-shell:${command.replace(/^.*\//, '').replace('.exe', '')}`,
    ]);
  });
});
