import { describe, expect, test } from 'vitest';

import { settingsChangeSchema, settingsSchema } from '../../../src/shared/domain/settings.ts';

describe('settings', () => {
  test('reads an old file, each missing preference being its default', () => {
    expect(settingsSchema.parse({ theme: 'dark' })).toMatchObject({
      theme: 'dark',
      closeToTray: true,
      isPaused: false,
    });
  });

  test('changes only what a change names', () => {
    expect(settingsChangeSchema.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  });

  test('lets every preference be changed', () => {
    expect(Object.keys(settingsChangeSchema.shape)).toEqual(Object.keys(settingsSchema.shape));
  });
});
