import { describe, expect, test } from 'vitest';

import { askingCases } from '../../odd-services/cases/asking.ts';
import { findingCases } from '../../odd-services/cases/finding.ts';
import { stayingCases } from '../../odd-services/cases/staying.ts';
import { tokenCases } from '../../odd-services/cases/tokens.ts';
import { playCase, verdict } from '../../odd-services/play-case.ts';

const families = {
  'where metadata lie': findingCases,
  'what is registered and asked for': askingCases,
  'how tokens are given out': tokenCases,
  'when the token ends': stayingCases,
};

describe.each(Object.entries(families))('odd services: %s', (_family, cases) => {
  test.concurrent.each(cases)('$id: $title', async (one) => {
    const played = await playCase(one);
    expect(verdict(one, played), played.said.join('\n')).toBe('right');
  });
});
