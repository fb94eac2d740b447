import { expect, test } from 'vitest';

import {
  expandEnvironment,
  isKnownEnvironmentName,
} from '../../../src/main/registry/environment-names.ts';

test('only names every environment has are filled in', () => {
  const values = new Map([
    ['PATH', '/bin'],
    ['APPDATA', 'C:\\a'],
    ['SECRET', 'no'],
  ]);
  const expanded = expandEnvironment('${PATH}:/x ${APPDATA} ${SECRET} $PATH ${TMPDIR}|', (name) =>
    values.get(name),
  );
  expect(expanded).toBe('/bin:/x C:\\a ${SECRET} $PATH |');
});

test.each([
  ['PATH', true],
  ['Path', true],
  ['GITHUB_TOKEN', false],
  ['constructor', false],
])('%s is known: %s', (name, isKnown) => expect(isKnownEnvironmentName(name)).toBe(isKnown));
