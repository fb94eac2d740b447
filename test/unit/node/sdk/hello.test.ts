import { describe, expect, test } from 'vitest';

import { tolerantDiscovery, tolerantHello } from '../../../../src/main/node/sdk/hello.ts';

const whole = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: { listChanged: true } },
  serverInfo: { name: 'a', version: '1', title: 'A' },
  instructions: 'Read me.',
};

describe('a hello', () => {
  test('that is right stays as it is', () => {
    expect(tolerantHello(whole)).toEqual(whole);
    expect(tolerantDiscovery(whole)).toEqual(whole);
  });

  test.each([
    [{ instructions: null }, { instructions: undefined }],
    [{ instructions: 5 }, { instructions: undefined }],
    [{ serverInfo: null }, { serverInfo: { name: '', version: '' } }],
    [{ serverInfo: { name: 'a', title: 5 } }, { serverInfo: { name: 'a', version: '' } }],
    [{ serverInfo: { name: 'a', version: 2 } }, { serverInfo: { name: 'a', version: '2' } }],
    [{ capabilities: null }, { capabilities: {} }],
    [{ capabilities: [] }, { capabilities: {} }],
    [
      { capabilities: { tools: true, prompts: null, resources: false, logging: [] } },
      { capabilities: { tools: {}, logging: {} } },
    ],
    [{ capabilities: { tools: { listChanged: null } } }, { capabilities: { tools: {} } }],
  ])('with odd parts: %j', (odd, mended) => {
    expect(tolerantHello({ ...whole, ...odd })).toEqual({ ...whole, ...mended });
  });

  test('that says nothing is left to whoever checks it', () => {
    expect(tolerantHello(null)).toBeNull();
    expect(tolerantHello({})).not.toHaveProperty('protocolVersion');
  });

  test('of the modern era gets no name it did not give', () => {
    expect(tolerantDiscovery({ capabilities: { tools: null }, instructions: null })).toEqual({
      capabilities: {},
    });
  });
});
