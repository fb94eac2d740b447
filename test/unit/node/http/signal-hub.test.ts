import { getEventListeners } from 'node:events';

import { describe, expect, test } from 'vitest';

import { createSignalHub } from '../../../../src/main/node/http/signal-hub.ts';

describe('createSignalHub', () => {
  test('puts one listener on a signal, however many links it has, and takes it off with the last', () => {
    const hub = createSignalHub();
    const { signal } = new AbortController();
    const links = Array.from({ length: 50 }, () => hub.link(signal, () => undefined));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for (const link of links) link[Symbol.dispose]();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('calls all links that are left, and works again afterwards', () => {
    const hub = createSignalHub();
    const controller = new AbortController();
    const called: string[] = [];
    const first = hub.link(controller.signal, () => called.push('first'));
    const second = hub.link(controller.signal, () => called.push('second'));
    first[Symbol.dispose]();
    controller.abort();
    second[Symbol.dispose]();
    hub.link(controller.signal, () => called.push('late'));
    expect(called).toEqual(['second', 'late']);
  });
});
