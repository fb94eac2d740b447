import { describe, expect, test } from 'vitest';

import { allProviders } from '../../support/providers/all-providers.ts';
import { playProvider } from '../../support/providers/play-provider.ts';

describe('signing in to whole providers, under their own names', () => {
  test.each(allProviders)('$id: $verdict', async (provider) => {
    const played = await playProvider(provider);
    const said = played.said.join('\n');
    expect(played.verdict, said).toBe(provider.verdict);
    expect(played.lied).toBe(false);
    expect(played.openings).toBeLessThanOrEqual(played.clicks);
    if (provider.verdict === 'refused, and said so') return;
    expect(played.decisions).toBe(provider.verdict === 'in' ? 0 : 1);
    expect(played.ended, said).toBe('needs-sign-in');
    expect(played.isBack, said).toBe(true);
    // One more for the way back after the end of the sign-in.
    expect(played.clicks, said).toBeLessThanOrEqual((provider.clicks ?? 1) + 1);
  });
});
