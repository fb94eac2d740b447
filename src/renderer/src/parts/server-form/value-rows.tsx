import { ActionIcon, Button, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { useTexts } from '../../i18n/use-texts.ts';
import { useProblemAt } from './form-context.tsx';
import { newRowId } from './value-row.ts';
import type { ValueRow } from './value-row.ts';
import { formTexts } from './form-texts.ts';
import { SecretInput } from '../../ui/secret-input.tsx';

/** A table of named values, each plain or secret. `path` is where their problems are found. */
export function ValueRows(props: {
  label: string;
  addLabel: string;
  path: string;
  rows: readonly ValueRow[];
  /** Their values are no secrets and cannot be. */
  isPlain?: boolean;
  onChange: (rows: readonly ValueRow[]) => void;
}) {
  const { label, addLabel, path, rows, isPlain = false, onChange } = props;
  const replace = (row: ValueRow) =>
    onChange(rows.map((other) => (other.id === row.id ? row : other)));
  return (
    <fieldset className="pb-fieldset">
      <legend>{label}</legend>
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          path={`${path}.${row.name}`}
          isPlain={isPlain}
          onChange={replace}
          onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() =>
          onChange([...rows, { id: newRowId(), name: '', isSecret: false, text: '', isSet: false }])
        }
      >
        {addLabel}
      </Button>
    </fieldset>
  );
}

function Row(props: {
  row: ValueRow;
  path: string;
  isPlain: boolean;
  onChange: (row: ValueRow) => void;
  onRemove: () => void;
}) {
  const { row, path, isPlain, onChange, onRemove } = props;
  const t = useTexts(formTexts);
  const problemAt = useProblemAt();
  return (
    <div className="pb-value-row">
      <TextInput
        aria-label={t('row.name')}
        placeholder={t('row.name')}
        className="pb-mono-input"
        value={row.name}
        onChange={({ target }) => onChange({ ...row, name: target.value })}
      />
      <ValueInput
        row={row}
        label={row.name === '' ? t('row.value') : row.name}
        error={problemAt(path)}
        onChange={onChange}
      />
      {!isPlain && (
        <Switch
          label={t('row.secret')}
          checked={row.isSecret}
          onChange={({ target }) => onChange({ ...row, isSecret: target.checked })}
        />
      )}
      <ActionIcon aria-label={t('remove')} onClick={onRemove}>
        <IconTrash size={15} />
      </ActionIcon>
    </div>
  );
}

/** The field of one value, hidden when it is secret. */
export function ValueInput(props: {
  row: ValueRow;
  label: string;
  error: string | undefined;
  onChange: (row: ValueRow) => void;
}) {
  const { row, label, error, onChange } = props;
  const t = useTexts(formTexts);
  const Field = row.isSecret ? SecretInput : TextInput;
  return (
    <Field
      aria-label={label}
      className="pb-mono-input"
      placeholder={row.isSecret && row.isSet ? t('row.keeps') : t('row.value')}
      value={row.text}
      error={error}
      autoComplete="off"
      onChange={({ target }) => onChange({ ...row, text: target.value })}
    />
  );
}
