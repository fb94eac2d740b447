import { expect, test } from 'vitest';

import { launchPlace } from '../../../src/main/approvals/launch-place.ts';
import { launchFingerprint } from '../../../src/main/trust/launch-fingerprint.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';

const server = (transport: unknown) =>
  serverDefinitionSchema.parse({
    ...{ title: 'one', name: 'one', createdAt: 1, updatedAt: 1 },
    transport,
  });

test('the place of a server is its launch, also when the same definition is asked for again', () => {
  const one = server({ type: 'stdio', command: 'one' });
  const other = { ...one, transport: server({ type: 'stdio', command: 'other' }).transport };
  expect(launchPlace(one)).toEqual({ place: launchFingerprint(one), isOurs: false });
  expect(launchPlace(one)).toBe(launchPlace(one));
  expect(launchPlace(other).place).toBe(launchFingerprint(other));
  expect(launchPlace(other).place).not.toBe(launchPlace(one).place);
  expect(launchPlace(server({ type: 'built-in', id: 'sample' })).isOurs).toBe(true);
});
