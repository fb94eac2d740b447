import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  expandHome,
  expandPlaceholders,
  placeholdersIn,
} from '../../../src/shared/domain/placeholders.ts';

const values = (entries: Record<string, string>) => new Map(Object.entries(entries));

describe('placeholders', () => {
  test.each([
    ['Bearer {{TOKEN}}', 'Bearer t0'],
    ['{{TOKEN}}{{TOKEN}}', 't0t0'],
    ['{{UNKNOWN}} stays', '{{UNKNOWN}} stays'],
    ['{{ TOKEN }} {{TOKEN} {TOKEN}', '{{ TOKEN }} {{TOKEN} {TOKEN}'],
    ['${TOKEN} $TOKEN %TOKEN%', '${TOKEN} $TOKEN %TOKEN%'],
    ['{{constructor}} {{__proto__}}', '{{constructor}} {{__proto__}}'],
    ['{{{TOKEN}}}', '{t0}'],
  ])('%j becomes %j', (template, text) =>
    expect(expandPlaceholders(template, values({ TOKEN: 't0' }))).toBe(text),
  );

  test('takes values literally, replacement patterns included', () => {
    expect(expandPlaceholders('a{{X}}b', values({ X: "$& $1 $' $$" }))).toBe("a$& $1 $' $$b");
  });

  test('never expands what a value brought in', () => {
    const name = fc.constantFrom('A', 'B', 'C');
    const piece = fc.oneof(
      fc.string(),
      name.map((one) => `{{${one}}}`),
      fc.constantFrom('{{', '}}'),
    );
    const text = fc.array(piece).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: fc.constantFrom('x', ' ', '$') }),
            name.map((one) => ({ name: one })),
          ),
        ),
        text,
        text,
        text,
        (parts, a, b, c) => {
          const known: Record<string, string> = { A: a, B: b, C: c };
          const template = parts.map((one) => (typeof one === 'string' ? one : `{{${one.name}}}`));
          const expected = parts.map((one) => (typeof one === 'string' ? one : known[one.name]));
          expect(expandPlaceholders(template.join(''), values(known))).toBe(expected.join(''));
        },
      ),
    );
  });

  test('lists the names in a template once each', () => {
    expect(placeholdersIn('{{B}}/{{A}}?{{B}}&{{1}}')).toEqual(['B', 'A']);
  });

  test.each([
    ['~/docs', '/home/ada/docs'],
    ['~\\docs', '/home/ada\\docs'],
    ['~', '~'],
    ['~bob/docs', '~bob/docs'],
    ['--root=~/docs', '--root=~/docs'],
    ['/~/docs', '/~/docs'],
  ])('home: %j becomes %j', (text, path) => expect(expandHome(text, '/home/ada')).toBe(path));
});
