import { describe, expect, test } from 'vitest';

import { launchFingerprint } from '../../../src/main/trust/launch-fingerprint.ts';
import type {
  Launchable,
  LaunchValue,
  ProgramTransport,
} from '../../../src/main/trust/launch-fingerprint.ts';

const text = (value: string): LaunchValue => ({ kind: 'text', text: value });
const secret = { kind: 'secret' } as const;

interface Change {
  readonly transport?: Partial<ProgramTransport>;
  readonly variables?: Launchable['variables'];
  readonly values?: Launchable['variableValues'];
}

const program = ({ transport, variables, values }: Change = {}): Launchable => ({
  transport: { type: 'stdio', command: 'node', args: ['server.js'], env: {}, ...transport },
  variables,
  variableValues: values,
});
const named = (name: string, sensitive = false) => ({ name, sensitive });
const fingerprint = (change?: Change) => launchFingerprint(program(change));

describe('launch fingerprint', () => {
  test('differs for every two launches that do not start the same', () => {
    const env = (values: Record<string, LaunchValue>): Change => ({ transport: { env: values } });
    const withFile = (change: Change): Change => ({
      transport: { args: ['{{FILE}}'] },
      variables: [named('FILE')],
      ...change,
    });
    const different: readonly Change[] = [
      {},
      { transport: { command: 'node server.js', args: [] } },
      { transport: { args: [] } },
      { transport: { args: ['server.js', ''] } },
      { transport: { args: ['server', '.js'] } },
      { transport: { cwd: '/' } },
      { transport: { cwd: '' } },
      env({ A: text('1') }),
      env({ A: text('2') }),
      env({ B: text('1') }),
      env({ A: text('1'), B: text('1') }),
      env({ A: text('secret') }),
      env({ A: secret }),
      env({ NODE_OPTIONS: text('--require /tmp/one.js') }),
      env({ NODE_OPTIONS: text('--require /tmp/two.js') }),
      { transport: { args: ['{{FILE}}'] } },
      withFile({}),
      withFile({ values: { FILE: text('one.js') } }),
      withFile({ values: { FILE: text('two.js') } }),
      withFile({ variables: [named('FILE', true)] }),
      { transport: { cwd: '{{FILE}}' }, variables: [named('FILE')], values: { FILE: text('/a') } },
      { transport: { cwd: '{{FILE}}' }, variables: [named('FILE')], values: { FILE: text('/b') } },
      {
        ...env({ A: text('x{{FILE}}') }),
        variables: [named('FILE')],
        values: { FILE: text('one') },
      },
      {
        ...env({ A: text('x{{FILE}}') }),
        variables: [named('FILE')],
        values: { FILE: text('two') },
      },
      {
        transport: { args: [], command: '{{FILE}}' },
        variables: [named('FILE')],
        values: { FILE: text('one') },
      },
      {
        transport: { args: [], command: '{{FILE}}' },
        variables: [named('FILE')],
        values: { FILE: text('two') },
      },
    ];
    expect(new Set(different.map(fingerprint)).size).toBe(different.length);
    expect(fingerprint()).toMatch(/^[0-9a-f]{64}$/);
  });

  test('covers of a secret only that there is one, entered or not', () => {
    const launch = (values: Launchable['variableValues']) =>
      fingerprint({
        transport: { args: ['{{KEY}}'], env: { TOKEN: secret } },
        variables: [named('KEY', true)],
        values,
      });
    const entered = { KEY: { kind: 'secret', secretId: 'a' } } as const;
    const another = { KEY: { kind: 'secret', secretId: 'b' } } as const;
    expect(launch(entered)).toBe(launch({}));
    expect(launch(entered)).toBe(launch(another));
  });

  test('takes a sensitive variable for what it is: text that a file puts in its place counts', () => {
    const launch = (value: LaunchValue) =>
      fingerprint({
        transport: { args: ['{{KEY}}'] },
        variables: [named('KEY', true)],
        values: { KEY: value },
      });
    const all = [secret, text('/tmp/one.js'), text('/tmp/two.js')].map(launch);
    expect(new Set(all).size).toBe(3);
  });

  test('leaves out what the launch does not use, and the order of the declarations', () => {
    const used = {
      transport: { args: ['{{A}}', '{{B}}'] },
      values: { A: text('1'), B: text('2') },
    };
    const one = fingerprint({ ...used, variables: [named('A'), named('B')] });
    const other = fingerprint({
      transport: used.transport,
      values: { ...used.values, C: text('3') },
      variables: [named('C'), named('B'), named('A')],
    });
    expect(other).toBe(one);
  });

  test('notices the order of the environment, which decides between Path and PATH on Windows', () => {
    const path = { Path: text('a'), PATH: text('b') };
    const turned = { PATH: text('b'), Path: text('a') };
    expect(fingerprint({ transport: { env: path } })).not.toBe(
      fingerprint({ transport: { env: turned } }),
    );
  });

  test('finds no value in what every object has', () => {
    const launch = (values: Launchable['variableValues']) =>
      fingerprint({
        transport: { args: ['{{constructor}}'] },
        variables: [named('constructor')],
        values,
      });
    expect(launch({})).not.toBe(launch({ constructor: text('x') }));
  });

  test('of an address is that of the address', () => {
    const address = (url: string, type: 'sse' | 'streamable-http' = 'streamable-http') =>
      launchFingerprint({ transport: { type, url } });
    expect(address('https://one.example')).not.toBe(address('https://two.example'));
    expect(address('https://one.example')).toBe(address('https://one.example', 'sse'));
  });
});
