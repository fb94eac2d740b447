import { describe, expect, it } from 'vitest';

import { settingsChangeSchema, settingsSchema } from '../../../src/shared/domain/settings.ts';

describe('settings', () => {
  it('reads an old file, each missing preference being its default', () => {
    expect(settingsSchema.parse({ theme: 'dark' })).toMatchObject({
      theme: 'dark',
      closeToTray: true,
      isPaused: false,
    });
  });

  it('changes only what a change names', () => {
    expect(settingsChangeSchema.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  });

  it('lets every preference be changed', () => {
    expect(Object.keys(settingsChangeSchema.shape)).toEqual(Object.keys(settingsSchema.shape));
  });
});
