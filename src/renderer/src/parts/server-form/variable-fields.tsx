import { ActionIcon, Button, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { useTexts } from '../../i18n/use-texts.ts';
import { useForm, useProblemAt } from './form-context.tsx';
import type { VariableRow } from './form-model.ts';
import { newRowId } from './value-row.ts';
import { formTexts } from './form-texts.ts';

/** The values a server asks for; what is filled in lies elsewhere. */
export function VariableFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const { variables } = form;
  const replace = (row: VariableRow) =>
    change({ variables: variables.map((other) => (other.id === row.id ? row : other)) });
  return (
    <fieldset className="pb-fieldset">
      <legend>{t('variables')}</legend>
      <p className="pb-hint">{t('variables.hint', { open: '{{', close: '}}' })}</p>
      {variables.map((row, index) => (
        <VariableLine
          key={row.id}
          row={row}
          path={`variables.${String(index)}.name`}
          onChange={replace}
          onRemove={() => change({ variables: variables.filter(({ id }) => id !== row.id) })}
        />
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          change({
            variables: [
              ...variables,
              { id: newRowId(), name: '', title: '', description: '', sensitive: true },
            ],
          })
        }
      >
        {t('variables.add')}
      </Button>
    </fieldset>
  );
}

function VariableLine(props: {
  row: VariableRow;
  path: string;
  onChange: (row: VariableRow) => void;
  onRemove: () => void;
}) {
  const { row, path, onChange, onRemove } = props;
  const t = useTexts(formTexts);
  const problemAt = useProblemAt();
  return (
    <div className="pb-value-row">
      <TextInput
        aria-label={t('row.name')}
        placeholder={t('row.name')}
        className="pb-mono-input"
        value={row.name}
        error={problemAt(path)}
        onChange={({ target }) => onChange({ ...row, name: target.value })}
      />
      <div className="pb-stacked">
        <TextInput
          aria-label={t('variable.title')}
          placeholder={t('variable.title')}
          value={row.title}
          onChange={({ target }) => onChange({ ...row, title: target.value })}
        />
        <TextInput
          aria-label={t('variable.description')}
          placeholder={t('variable.description')}
          value={row.description}
          onChange={({ target }) => onChange({ ...row, description: target.value })}
        />
      </div>
      <div className="pb-stacked">
        <Switch
          label={t('row.secret')}
          checked={row.sensitive}
          onChange={({ target }) => onChange({ ...row, sensitive: target.checked })}
        />
        <Switch
          label={t('variable.optional')}
          checked={row.optional === true}
          onChange={({ target }) => onChange({ ...row, optional: target.checked || undefined })}
        />
      </div>
      <ActionIcon aria-label={t('remove')} onClick={onRemove}>
        <IconTrash size={15} />
      </ActionIcon>
    </div>
  );
}
