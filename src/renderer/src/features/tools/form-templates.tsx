import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type {
  ArrayFieldDescriptionProps,
  ArrayFieldTemplateProps,
  DescriptionFieldProps,
  FieldErrorProps,
  MultiSchemaFieldTemplateProps,
  ObjectFieldTemplateProps,
  TemplatesType,
  UnsupportedFieldProps,
} from '@rjsf/utils';

import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { toolsTexts } from './texts.ts';

function ObjectTemplate(props: ObjectFieldTemplateProps) {
  const { fieldPathId, title, description, required, properties } = props;
  const fields = properties.filter(({ hidden }) => !hidden).map(({ content }) => content);
  if (fieldPathId.path.length === 0) return <div className="pb-form">{fields}</div>;
  return (
    <fieldset id={fieldPathId.$id} className="pb-form-group">
      <Legend title={title} isRequired={required === true} />
      <Description text={description} />
      {fields}
    </fieldset>
  );
}

function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { fieldPathId, title, schema, required, items, canAdd, onAddClick, rawErrors } = props;
  const t = useTexts(toolsTexts);
  return (
    <fieldset id={fieldPathId.$id} className="pb-form-group">
      <Legend title={title} isRequired={required === true} />
      <Description text={schema.description} />
      {items}
      {rawErrors !== undefined && rawErrors.length > 0 && (
        <p className="pb-form-error">{rawErrors.join('\n')}</p>
      )}
      {canAdd && (
        <Button
          size="compact-xs"
          variant="default"
          className="pb-form-add"
          leftSection={<IconPlus size={13} />}
          onClick={onAddClick}
        >
          {t('array.add')}
        </Button>
      )}
    </fieldset>
  );
}

function Legend({ title, isRequired }: { title: string; isRequired: boolean }) {
  return (
    <legend>
      {title}
      {isRequired && (
        <span className="pb-form-star" aria-hidden="true">
          {' *'}
        </span>
      )}
    </legend>
  );
}

function Description({ text }: { text: unknown }) {
  return typeof text === 'string' && text !== '' ? (
    <p className="pb-hint">
      <ExactText text={text} isProse />
    </p>
  ) : null;
}

// The theme's own can show Markdown; what a server writes is only ever text.
function DescriptionTemplate({ description }: DescriptionFieldProps | ArrayFieldDescriptionProps) {
  return <Description text={description} />;
}

function ErrorTemplate(_props: FieldErrorProps) {
  // Each field shows its own.
  return null;
}

function OptionsTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  return (
    <div className="pb-form-options">
      {selector}
      {optionSchemaField}
    </div>
  );
}

function UnsupportedTemplate({ reason }: UnsupportedFieldProps) {
  return <Description text={reason} />;
}

/** The templates of the form that are not the theme's. */
export const formTemplates: Partial<Omit<TemplatesType, 'ButtonTemplates'>> = {
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  DescriptionFieldTemplate: DescriptionTemplate,
  ArrayFieldDescriptionTemplate: DescriptionTemplate,
  FieldErrorTemplate: ErrorTemplate,
  MultiSchemaFieldTemplate: OptionsTemplate,
  UnsupportedFieldTemplate: UnsupportedTemplate,
};
