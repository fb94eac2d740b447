import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';

import { createDockIcon } from '../../../src/main/electron/dock-icon.ts';

test('the dock has the icon but while Patchbay is in the tray alone', () => {
  const seen: string[] = [];
  const dock = {
    hide: () => void seen.push('hidden'),
    show: () => Promise.resolve(void seen.push('shown')),
  };
  const window = new EventEmitter();
  const icon = createDockIcon(dock, window);
  window.emit('show');
  expect(seen).toEqual([]);
  icon.hide();
  window.emit('show');
  window.emit('show');
  icon.hide();
  expect(seen).toEqual(['hidden', 'shown', 'hidden']);
});

test('where there is no dock nothing is done', () => {
  const window = new EventEmitter();
  createDockIcon(undefined, window).hide();
  expect(() => window.emit('show')).not.toThrow();
});
