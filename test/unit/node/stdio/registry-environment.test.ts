import { expect, test } from 'vitest';
import {
  parseRegistryExport,
  registryPath,
  withRegistry,
} from '../../../../src/main/node/processes/registry-environment.ts';

/** As `reg export` writes a text with variables in it. */
function expandable(text: string): string {
  const bytes = [...Buffer.from(`${text}\0`, 'utf16le')].map((one) =>
    one.toString(16).padStart(2, '0'),
  );
  const lines = bytes.map((byte, index) => (index % 20 === 19 ? `${byte},\\\r\n  ` : `${byte},`));
  return `hex(2):${lines.join('').replace(/,$/, '')}`;
}

test('a key is read as it was exported', () => {
  const text = [
    'Windows Registry Editor Version 5.00',
    '',
    '[HKEY_CURRENT_USER\\Environment]',
    `"Path"=${expandable('%USERPROFILE%\\bin;C:\\用户\\ü')}`,
    '"Plain"="C:\\\\a \\"b\\""',
    '"Empty"=""',
    '"__proto__"="x"',
    '"Number"=dword:00000001',
    '',
  ].join('\r\n');
  const found = parseRegistryExport(text);
  expect(Object.entries(found)).toEqual([
    ['Path', '%USERPROFILE%\\bin;C:\\用户\\ü'],
    ['Plain', 'C:\\a "b"'],
    ['Empty', ''],
    ['__proto__', 'x'],
  ]);
});

test('variables are filled in, in any case and within each other, and never for ever', () => {
  const registry = {
    machine: { PATH: '%windir%;%LOOP%', LOOP: '%loop%' },
    person: { Path: '%ROOT%\\bin;100%', root: '%HOME_OF%\\x', HOME_OF: 'C:\\me' },
  };
  expect(registryPath(registry, { WINDIR: 'C:\\W' })).toBe('C:\\W;%loop%;C:\\me\\x\\bin;100%');
});

test('only what is new comes from the registry', () => {
  const registry = { machine: { USERNAME: 'SYSTEM', New: '%A%1' }, person: { a: 'x' } };
  expect(withRegistry(registry, { username: 'Ann', A: 'y' })).toEqual({
    username: 'Ann',
    A: 'y',
    New: 'x1',
  });
});
