import { describe, expect, test } from 'vitest';

import { furtherAskingCases } from '../../odd-services/cases/further-asking.ts';
import { furtherFindingCases } from '../../odd-services/cases/further-finding.ts';
import { furtherStayingCases } from '../../odd-services/cases/further-staying.ts';
import { furtherTokenCases } from '../../odd-services/cases/further-tokens.ts';
import { refreshWishCases } from '../../odd-services/cases/refresh-wishes.ts';
import { variationCases } from '../../odd-services/cases/variations.ts';
import { playCase, verdict } from '../../odd-services/play-case.ts';

const families = {
  'where metadata lie': furtherFindingCases,
  'what is registered and asked for': furtherAskingCases,
  'how a refresh token is asked for': refreshWishCases,
  'how tokens are given out': furtherTokenCases,
  'what was not played before': variationCases,
  'when the token ends': furtherStayingCases,
};

describe.each(Object.entries(families))('more odd services: %s', (_family, cases) => {
  test.concurrent.each(cases)('$id: $title', async (one) => {
    const played = await playCase(one);
    expect(verdict(one, played), played.said.join('\n')).toBe('right');
  });
});
