import { withTheme } from '@rjsf/core';
import { generateTheme } from '@rjsf/mantine';
import { TranslatableString } from '@rjsf/utils';
import { useMemo, useState } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { MoreFields } from '../../ui/more-fields.tsx';
import { formTemplates } from './form-templates.tsx';
import { formFields, formWidgets } from './form-widgets.tsx';
import { errorTree } from './schema/error-tree.ts';
import type { FormPlan } from './schema/form-schema.ts';
import { placeRemarks } from './schema/place-remarks.ts';
import { createRjsfValidator } from './schema/rjsf-validator.ts';
import { shownPart, stepFields } from './schema/shown-part.ts';
import { toolsTexts } from './texts.ts';
import type { ToolDraft } from './tool-memory.ts';

const Form = withTheme(generateTheme());
const validator = createRjsfValidator();
const defaults = { emptyObjectFields: 'skipEmptyDefaults' } as const;

/** The form of a tool's input. It says what was typed; checking and running is up to others. */
export function ArgumentForm(props: {
  plan: Extract<FormPlan, { kind: 'form' }>;
  draft: ToolDraft;
  onChange: (data: unknown) => void;
}) {
  const { plan, draft, onChange } = props;
  const t = useTexts(toolsTexts);
  const [count, setCount] = useState(stepFields);
  const remarks = useMemo(() => remarksAtFields(plan, draft), [plan, draft]);
  const { schema, left } = useMemo(
    () => shownPart(plan.schema, count, new Set(remarks.map(({ path }) => path[0] ?? ''))),
    [plan, count, remarks],
  );
  const extraErrors = useMemo(() => errorTree(remarks), [remarks]);
  const uiSchema = useMemo(
    () => ({ ...plan.uiSchema, 'ui:submitButtonOptions': { norender: true } }),
    [plan],
  );
  const form = (
    <Form
      tagName="div"
      idPrefix="arg"
      className="pb-rjsf"
      schema={schema}
      uiSchema={uiSchema}
      formData={draft.data}
      validator={validator}
      templates={formTemplates}
      widgets={formWidgets}
      fields={formFields}
      extraErrors={extraErrors}
      experimental_defaultFormStateBehavior={defaults}
      translateString={(key, params) => translate(t, key, params ?? [])}
      noValidate
      noHtml5Validate
      showErrorList={false}
      onChange={({ formData }) => onChange(formData)}
    />
  );
  return (
    <>
      {form}
      <MoreFields left={left} onMore={() => setCount(count + stepFields)} />
    </>
  );
}

function remarksAtFields(plan: Extract<FormPlan, { kind: 'form' }>, draft: ToolDraft) {
  return placeRemarks(plan.schema, draft.data, draft.remarks).atFields;
}

function translate(
  t: SayText<typeof toolsTexts.words.en>,
  key: TranslatableString,
  [first = '', second = '']: readonly string[],
): string {
  switch (key) {
    case TranslatableString.ArrayItemTitle:
      return t('array.item');
    case TranslatableString.EmptyArray:
      return t('array.empty');
    case TranslatableString.AddButton:
    case TranslatableString.AddItemButton:
      return t('array.add');
    case TranslatableString.CopyButton:
      return t('array.copy');
    case TranslatableString.MoveDownButton:
      return t('array.down');
    case TranslatableString.MoveUpButton:
      return t('array.up');
    case TranslatableString.RemoveButton:
      return t('array.remove');
    case TranslatableString.OptionPrefix:
      return t('option', { number: first });
    case TranslatableString.TitleOptionPrefix:
      return t('optionOf', { title: first, number: second });
    default:
      return key.replace('%1', first).replace('%2', second);
  }
}
