import { describe, expect, test } from 'vitest';

import { describeCall, judgeContent } from '../../../../src/main/node/http/outgoing-call.ts';
import type { OutgoingCall } from '../../../../src/main/node/http/outgoing-call.ts';

const rpc = (message: object) => ({ method: 'POST', body: JSON.stringify(message) });

describe('describeCall', () => {
  test('finds the ids of requests, not those of answers', () => {
    const batch = [
      { id: 1, method: 'ping' },
      { id: 2, result: {} },
      { id: 'a', method: 'ping' },
    ];
    expect(describeCall(rpc(batch)).ids).toEqual([1, 'a']);
  });

  test('finds the request a notification cancels', () => {
    const params = { requestId: 7 };
    const call = describeCall(rpc({ method: 'notifications/cancelled', params }));
    expect(call).toMatchObject({ ids: [], cancels: 7 });
  });

  test('knows subscriptions, sessions and who can read a stream', () => {
    const headers = { accept: 'application/json, text/event-stream', 'mcp-session-id': 's' };
    const call = describeCall({ ...rpc({ id: 1, method: 'subscriptions/listen' }), headers });
    expect(call).toMatchObject({ isSubscription: true, hasSession: true, acceptsStream: true });
  });

  test.each([undefined, '', 'grant_type=refresh_token', '{broken', 'null', '[null, 1]'])(
    'sees no call in the body %s',
    (body) => {
      const call = describeCall({ method: 'POST', body });
      expect(call).toMatchObject({ ids: [], cancels: undefined, acceptsStream: false });
    },
  );
});

describe('judgeContent', () => {
  const get: OutgoingCall = {
    method: 'GET',
    acceptsStream: true,
    hasSession: false,
    ids: [],
    cancels: undefined,
    resumesAfter: undefined,
    waiting: [],
    isSubscription: false,
  };
  const request: OutgoingCall = { ...get, method: 'POST', ids: [1] };
  const notification: OutgoingCall = { ...get, method: 'POST' };
  const lookUp: OutgoingCall = { ...get, acceptsStream: false };

  test.each([
    [request, 200, 'application/json', 'document'],
    [request, 200, 'Application/JSON; charset=utf-8', 'document'],
    [request, 200, 'text/event-stream;charset=utf-8', 'stream'],
    [request, 200, 'text/html', 'unexpected'],
    [request, 200, 'text/plain', 'unexpected'],
    [request, 200, null, 'unexpected'],
    [request, 202, null, 'document'],
    [notification, 202, null, 'document'],
    [notification, 200, 'text/plain', 'document'],
    [notification, 200, 'text/html', 'unexpected'],
    [get, 200, 'text/event-stream', 'stream'],
    [get, 200, 'application/json', 'unexpected'],
    [lookUp, 200, 'text/html', 'document'],
    [lookUp, 200, 'application/json', 'document'],
  ] as const)('%# %o', (call, status, contentType, expected) => {
    expect(judgeContent(call, status, contentType)).toBe(expected);
  });
});
