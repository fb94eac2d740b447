import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  expandTemplate,
  parseTemplate,
  variablesOf,
} from '../../../../src/renderer/src/features/resources/uri-template.ts';

function expanded(template: string, values: Record<string, string>): string {
  const parsed = parseTemplate(template);
  if (!parsed.ok) throw new Error('malformed');
  return expandTemplate(parsed.value, values);
}

// The examples of RFC 6570, sections 1.2 and 3.2.
const values = {
  var: 'value',
  hello: 'Hello World!',
  path: '/foo/bar',
  x: '1024',
  y: '768',
  empty: '',
};

describe('expanding a template', () => {
  test.each([
    ['{var}', 'value'],
    ['{hello}', 'Hello%20World%21'],
    ['{+var}', 'value'],
    ['{+hello}', 'Hello%20World!'],
    ['{+path}/here', '/foo/bar/here'],
    ['here?ref={+path}', 'here?ref=/foo/bar'],
    ['X{#var}', 'X#value'],
    ['X{#hello}', 'X#Hello%20World!'],
    ['map?{x,y}', 'map?1024,768'],
    ['{x,hello,y}', '1024,Hello%20World%21,768'],
    ['{+x,hello,y}', '1024,Hello%20World!,768'],
    ['{/var,x}/here', '/value/1024/here'],
    ['X{.x,y}', 'X.1024.768'],
    ['{;x,y}', ';x=1024;y=768'],
    ['{?x,y}', '?x=1024&y=768'],
    ['?fixed=yes{&x}', '?fixed=yes&x=1024'],
    ['plain://nothing', 'plain://nothing'],
  ])('%s', (template, uri) => expect(expanded(template, values)).toBe(uri));

  test('keeps a value from reaching out of its place', () => {
    expect(expanded('files:///{name}', { name: '../../etc/passwd?x#y' })).toBe(
      'files:///..%2F..%2Fetc%2Fpasswd%3Fx%23y',
    );
  });

  test('leaves out what has no value', () => {
    expect(expanded('a{?x,missing}', { x: '1' })).toBe('a?x=1');
    expect(expanded('a{/missing}', {})).toBe('a');
    expect(expanded('{toString}', {})).toBe('');
  });

  test('does not encode twice, and survives half a character', () => {
    expect(expanded('{+v}', { v: 'a%20b%' })).toBe('a%20b%25');
    expect(expanded('{v}', { v: '\ud800' })).toBe('%EF%BF%BD');
  });

  test('takes level 4 as plain variables', () => {
    const parsed = parseTemplate('{list*}{name:3}');
    expect(parsed.ok && variablesOf(parsed.value)).toEqual(['list', 'name']);
  });
});

describe('reading a template', () => {
  const tooMany = Array.from({ length: 60 }, (_, index) => `x${String(index)}`).join();
  test.each(['{', 'a}b', '{a', '{a b}', '{}', '{a,}', '{{a}}', `{${tooMany}}`])(
    'refuses %s',
    (template) => expect(parseTemplate(template).ok).toBe(false),
  );

  test('names each variable once', () => {
    const parsed = parseTemplate('{a}/{b}{?a,c}');
    expect(parsed.ok && variablesOf(parsed.value)).toEqual(['a', 'b', 'c']);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (template, value) => {
          const parsed = parseTemplate(template);
          if (parsed.ok) {
            const filled = Object.fromEntries(
              variablesOf(parsed.value).map((name) => [name, value]),
            );
            expandTemplate(parsed.value, filled);
          }
        },
      ),
    );
  });

  test('takes a long hostile template in its stride', () => {
    expect(parseTemplate('{'.repeat(8_000)).ok).toBe(false);
    expect(parseTemplate('a'.repeat(8_000)).ok).toBe(true);
  });
});
