import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ownUri, publicUri, withPublicUris } from '../../../src/main/gateway/public-uris.ts';

test('a public address leads back to its server and its own address', () => {
  const uris = fc.oneof(
    fc.constantFrom(
      'file:///a',
      'ui://app/main.html',
      'ui://',
      'patchbay+x:y',
      'ui://patchbay.x/y',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,19}$/), uris, (handle, uri) => {
      expect(ownUri(publicUri(handle, uri))).toEqual({ handle, uri });
    }),
  );
});

test.each(['file:///a', 'ui://app/main.html', 'patchbay+A:x', 'patchbay:x', ''])(
  'an address that is not public means nothing: %j',
  (address) => expect(ownUri(address)).toBeUndefined(),
);

test('addresses are made public where they stand, and nowhere else', () => {
  const result = {
    content: [
      { type: 'resource_link', uri: 'file:///a', name: 'uri' },
      { type: 'resource', resource: { uri: 'file:///b', text: 'file:///b' } },
      { type: 'text', text: 'file:///c' },
    ],
    structuredContent: { uri: 'file:///d', content: [{ uri: 'file:///e' }] },
    _meta: { 'ui/resourceUri': 'ui://app/x', ui: { resourceUri: 'ui://app/x' } },
  };
  expect(withPublicUris('h', result)).toEqual({
    ...result,
    content: [
      { type: 'resource_link', uri: 'patchbay+h:file:///a', name: 'uri' },
      { type: 'resource', resource: { uri: 'patchbay+h:file:///b', text: 'file:///b' } },
      { type: 'text', text: 'file:///c' },
    ],
    _meta: {
      'ui/resourceUri': 'ui://patchbay.h/app/x',
      ui: { resourceUri: 'ui://patchbay.h/app/x' },
    },
  });
});

test('schemas and arguments of a tool stay as they are', () => {
  const tool = {
    name: 'get',
    inputSchema: { type: 'object', properties: { uri: { type: 'string', default: 'file:///a' } } },
  };
  expect(withPublicUris('h', tool)).toBe(tool);
});
