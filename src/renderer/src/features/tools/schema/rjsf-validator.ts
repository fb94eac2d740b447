import type { ValidatorType } from '@rjsf/utils';

import { checkValue } from '../../../../../shared/json-schema/check-value.ts';
import { isWithin } from '../../../../../shared/json-schema/json-limits.ts';

// What a form holds is small; whatever is larger was put there by a server.
const dataLimits = { maxNodes: 2_000, maxChars: 200_000, maxDepth: 20 };

/**
 * The form's validator. What is wrong with the data the form is told from outside, once it was judged
 * by the tool's whole schema away from the page. All the form asks here is which of several parts
 * data belongs to; its own schema (see `planForm`) knows no pattern, format or reference, so that
 * ends soon. The usual validator generates code, which the page's security policy forbids.
 */
export function createRjsfValidator(): ValidatorType {
  return {
    rawValidation: () => ({ errors: [] }),
    validateFormData: () => ({ errors: [], errorSchema: {} }),
    isValid: (schema, formData) =>
      !isWithin(formData, dataLimits) || (checkValue(schema, formData) ?? []).length === 0,
  };
}
