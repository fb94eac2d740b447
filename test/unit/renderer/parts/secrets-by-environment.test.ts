import { expect, test } from 'vitest';

import { emptyForm, toDraft } from '../../../../src/renderer/src/parts/server-form/form-model.ts';
import type { ServerForm } from '../../../../src/renderer/src/parts/server-form/form-model.ts';
import { withSecretsByEnvironment } from '../../../../src/renderer/src/parts/server-form/secrets-by-environment.ts';

const variable = { id: 1, name: 'KEY', title: '', description: '', sensitive: true };
const form = (change: Partial<ServerForm>): ServerForm => ({
  ...emptyForm(),
  command: 'notes',
  variables: [variable],
  ...change,
});

test('moves every secret of the arguments, and leaves all else', () => {
  const args = ['--root', '/srv', '--key', '{{KEY}}', '--password=hunter22', '-v'];
  const moved = withSecretsByEnvironment(form({ args }));
  expect(moved && toDraft(moved).transport).toEqual({
    type: 'stdio',
    command: 'notes',
    args: ['--root', '/srv', '-v'],
    env: {
      PASSWORD: { kind: 'secret', value: 'hunter22' },
      KEY: { kind: 'text', text: '{{KEY}}' },
    },
  });
});

test('has nothing to offer where nothing can be moved', () => {
  expect(withSecretsByEnvironment(form({ args: ['--root', '/srv'] }))).toBeUndefined();
  expect(
    withSecretsByEnvironment(form({ command: 'sh', args: ['-c', '{{KEY}}'] })),
  ).toBeUndefined();
  expect(withSecretsByEnvironment(form({ type: 'sse', args: ['{{KEY}}'] }))).toBeUndefined();
});
