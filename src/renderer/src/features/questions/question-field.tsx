import { MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import type { Field, FieldValues } from './form-fields.ts';
import { questionTexts } from './texts.ts';

/** A list with more than this is searched, and shows so many at a time. */
const maxListed = 100;

/** One field of a form that a server asks for. */
export function QuestionField(props: {
  field: Field;
  value: FieldValues[string] | undefined;
  problem: string | undefined;
  onChange: (value: FieldValues[string]) => void;
}) {
  const { field, value, problem, onChange } = props;
  const t = useTexts(questionTexts);
  const listed = (count: number) =>
    count > maxListed
      ? { searchable: true, limit: maxListed, placeholder: t('choices', { count }) }
      : {};
  const common = {
    label: field.label,
    description: field.hint,
    error: problem,
    withAsterisk: field.isRequired,
  };
  switch (field.kind) {
    case 'flag':
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          allowDecimal={!field.isWhole}
          value={typeof value === 'number' ? value : ''}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          {...listed(field.choices.length)}
          data={[...field.choices]}
          value={typeof value === 'string' && value !== '' ? value : null}
          clearable={!field.isRequired}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          {...listed(field.choices.length)}
          data={[...field.choices]}
          value={Array.isArray(value) ? [...(value as readonly string[])] : []}
          onChange={onChange}
        />
      );
    case 'text':
      return (
        <TextInput
          {...common}
          type={field.type}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
