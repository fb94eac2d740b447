import { useCallback } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import type { ValueProblem } from '../../../../shared/json-schema/check-value.ts';
import { toolsTexts } from './texts.ts';

const plain = ['required', 'enum', 'const', 'uniqueItems'] as const;
const withWanted = [
  'type',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'format',
  'pattern',
] as const;

const counted = ['minLength', 'maxLength', 'minItems', 'maxItems'] as const;

/** Says in the window's language what is wrong with a value. */
export function useSayProblem(): (problem: ValueProblem) => string {
  const t = useTexts(toolsTexts);
  return useCallback(
    ({ keyword, wanted, message }) => {
      const bare = plain.find((one) => one === keyword);
      if (bare !== undefined) return t(`problem.${bare === 'const' ? 'enum' : bare}`);
      const measured = counted.find((one) => one === keyword);
      if (measured !== undefined && typeof wanted === 'number') {
        return t(`problem.${measured}`, { count: wanted });
      }
      const named = withWanted.find((one) => one === keyword);
      return named === undefined || wanted === undefined
        ? message
        : t(`problem.${named}`, { wanted });
    },
    [t],
  );
}
