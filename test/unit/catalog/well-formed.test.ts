import { describe, expect, test } from 'vitest';

import { wellFormed } from '../../../src/main/catalog/well-formed.ts';

const object = { type: 'object' };

describe('an entry in the form the protocol gives it', () => {
  test('is the very same where nothing is wrong', () => {
    const tool = {
      name: 'a',
      title: 'A',
      inputSchema: object,
      annotations: { readOnlyHint: true },
    };
    expect(wellFormed('tools', tool)).toBe(tool);
    const resource = { uri: 'a://b', name: 'a', size: 3, mimeType: 'text/plain', unknown: null };
    expect(wellFormed('resources', resource)).toBe(resource);
  });

  test.each([
    ['title', null],
    ['description', 7],
    ['annotations', 'none'],
    ['icons', {}],
    ['execution', null],
    ['_meta', null],
    ['outputSchema', { type: 'string' }],
    ['outputSchema', null],
  ])('is without a field of a wrong type: %s %j', (field, value) => {
    const entry = wellFormed('tools', { name: 'a', inputSchema: object, [field]: value });
    expect(entry).toEqual({ name: 'a', inputSchema: object });
  });

  test('keeps the hints that are right beside one that is not', () => {
    const annotations = { readOnlyHint: 'yes', openWorldHint: false, title: null, own: 1 };
    expect(wellFormed('tools', { name: 'a', inputSchema: object, annotations })).toEqual({
      name: 'a',
      inputSchema: object,
      annotations: { openWorldHint: false, own: 1 },
    });
  });

  test('of a tool has a schema of an object; what is no schema is left for the check', () => {
    const schemaOf = (inputSchema: unknown) =>
      wellFormed('tools', { name: 'a', inputSchema })['inputSchema'];
    expect(schemaOf(undefined)).toEqual(object);
    expect(schemaOf(null)).toEqual(object);
    expect(schemaOf({ properties: { a: {} } })).toEqual({ ...object, properties: { a: {} } });
    expect(schemaOf('none')).toBe('none');
    expect(wellFormed('prompts', { name: 'a' })).toEqual({ name: 'a' });
  });
});
