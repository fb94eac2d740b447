import { Autocomplete, Checkbox, Textarea, TextInput } from '@mantine/core';
import type { FieldProps, RegistryFieldsType, RegistryWidgetsType, WidgetProps } from '@rjsf/utils';
import { useMemo, useState } from 'react';

import { readExactJson, writeExactJson } from '../../../../shared/util/exact-json.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { jsonPlace } from './json-arguments.ts';
import { notJson } from './json-words.ts';
import { toolsTexts } from './texts.ts';

/** What every field for text has in common. */
function commonOf(props: WidgetProps) {
  const { id, label, hideLabel, required, placeholder, rawErrors, schema, onChange } = props;
  const value = props.value as unknown;
  return {
    id,
    label: hideLabel === true ? undefined : label,
    'aria-label': label,
    description: descriptionOf(schema),
    required,
    placeholder: placeholder === '' ? undefined : placeholder,
    error: errorText(rawErrors),
    spellCheck: false,
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    onChange: ({ target }: { target: { value: string } }) =>
      onChange(target.value === '' ? undefined : target.value),
  };
}

/** One text, which may have several lines. */
function ProseWidget(props: WidgetProps) {
  const classNames = { input: 'pb-code-input pb-code-growing' };
  return <Textarea {...commonOf(props)} rows={1} classNames={classNames} />;
}

/** A number, or a text of one line. What is typed is never changed behind one's back. */
function LineWidget(props: WidgetProps) {
  const isNumber = props.schema.type === 'number' || props.schema.type === 'integer';
  return (
    <TextInput
      {...commonOf(props)}
      inputMode={isNumber ? 'decimal' : undefined}
      classNames={{ input: 'pb-code-input' }}
    />
  );
}

/** A value that is typed, with the choices that fit; they are read when somebody comes to it. */
function ChoicesWidget(props: WidgetProps) {
  const { options, placeholder: _none, onChange } = props;
  const t = useTexts(toolsTexts);
  const [isEntered, setEntered] = useState(false);
  const choices = options['choices'] as readonly unknown[];
  const data = useMemo(() => (isEntered ? choices.map(String) : []), [choices, isEntered]);
  return (
    <Autocomplete
      {...commonOf(props)}
      size="xs"
      limit={200}
      data={data}
      placeholder={t('choices', { count: choices.length })}
      classNames={{ input: 'pb-code-input' }}
      comboboxProps={{ withinPortal: true }}
      onFocus={() => setEntered(true)}
      onBlur={() => setEntered(false)}
      onChange={(text) => onChange(text === '' ? undefined : text)}
    />
  );
}

/** A yes or no. */
function SwitchWidget({ id, value, label, schema, rawErrors, onChange }: WidgetProps) {
  return (
    <Checkbox
      id={id}
      label={label}
      description={descriptionOf(schema)}
      error={errorText(rawErrors)}
      checked={value === true}
      onChange={({ target }) => onChange(target.checked)}
    />
  );
}

/** A number as it was typed; what it says is read when the tool runs, so that no digit is lost. */
function NumberField(props: FieldProps<unknown>) {
  const { StringField } = props.registry.fields;
  return StringField === undefined ? null : <StringField {...props} />;
}

/** A value that no form fits, as JSON; what is not JSON is taken as plain text. */
function JsonField(props: FieldProps<unknown>) {
  const { name, schema, formData, onChange, fieldPathId, required, rawErrors } = props;
  const t = useTexts(toolsTexts);
  const [text, setText] = useState(() => textOf(formData));
  const isText = text.trim() !== '' && !isJson(text);
  return (
    <Textarea
      id={fieldPathId.$id}
      label={`${schema.title ?? name} (${t('json.field')})`}
      description={descriptionOf(schema)}
      required={required}
      spellCheck={false}
      rows={1}
      placeholder="{ }"
      classNames={{ input: 'pb-code-input pb-code-growing' }}
      error={
        errorText(rawErrors) ?? (isText && !isJson(text) ? notJson(jsonPlace(text), t) : undefined)
      }
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        onChange(valueOf(target.value), fieldPathId.path);
      }}
    />
  );
}

function descriptionOf({ description }: { readonly description?: string }) {
  return description === undefined || description === '' ? undefined : (
    <ExactText text={description} isProse />
  );
}

function textOf(value: unknown): string {
  // As it was typed, half of it maybe; what reads as JSON needs its quotes.
  if (typeof value === 'string' && value.trim() !== '' && !isJson(value)) return value;
  // What JSON has no words for, such as what every object inherits, is nothing.
  return writeExactJson(value, 2) ?? '';
}

function valueOf(text: string): unknown {
  if (text.trim() === '') return undefined;
  return isJson(text) ? readExactJson(text) : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function errorText(errors: readonly string[] | undefined): string | undefined {
  return errors === undefined || errors.length === 0 ? undefined : errors.join('\n');
}

/** The widgets of the form that are not the theme's. */
export const formWidgets: RegistryWidgetsType = {
  prose: ProseWidget,
  choices: ChoicesWidget,
  TextWidget: LineWidget,
  CheckboxWidget: SwitchWidget,
};

/** The fields of the form that are not the theme's. */
export const formFields: RegistryFieldsType = { json: JsonField, NumberField };
