import {
  createErrorHandler,
  toErrorList,
  unwrapErrorHandler,
  validationDataMerge,
} from '@rjsf/utils';
import type { ErrorSchema, RJSFSchema, RJSFValidationError, ValidatorType } from '@rjsf/utils';

import { checkValue, type ValueProblem } from '../../../../../shared/json-schema/check-value.ts';
import { errorTree } from './error-tree.ts';

/**
 * The form's validator. The usual one generates code, which the page's security policy forbids; this
 * one interprets the schema.
 */
export function createRjsfValidator(): ValidatorType {
  const rawValidation = (schema: RJSFSchema, formData?: unknown) => ({
    errors: checkValue(schema, formData).map(rjsfError),
  });
  return {
    rawValidation: (schema, formData) => rawValidation(schema, formData) as { errors: never[] },
    validateFormData(formData, schema, customValidate, transformErrors, uiSchema) {
      const found = rawValidation(schema, formData).errors;
      const told = transformErrors ? transformErrors(found, uiSchema) : found;
      const errorSchema: ErrorSchema = errorTree(
        told.map((error) => ({
          path: (error.property ?? '').split('/').filter((segment) => segment !== ''),
          message: error.message ?? '',
        })),
      );
      const own = { errors: toErrorList(errorSchema), errorSchema };
      if (customValidate === undefined) return own;
      const handler = customValidate(formData, createErrorHandler(formData ?? {}), uiSchema);
      return validationDataMerge(own, unwrapErrorHandler(handler));
    },
    isValid: (schema, formData, rootSchema) =>
      checkValue(withDefinitions(schema, rootSchema), formData).length === 0,
  };
}

// References in a part of a schema point to the definitions of the whole.
function withDefinitions(schema: RJSFSchema, root: RJSFSchema): RJSFSchema {
  if (typeof schema !== 'object' || schema === root) return schema;
  const { $defs, definitions } = root;
  return {
    ...($defs === undefined ? {} : { $defs }),
    ...(definitions === undefined ? {} : { definitions }),
    ...schema,
  };
}

function rjsfError({ path, keyword, message }: ValueProblem): RJSFValidationError {
  return { name: keyword, property: `/${path.join('/')}`, message, stack: message };
}
