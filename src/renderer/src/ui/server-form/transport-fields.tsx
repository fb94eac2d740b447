import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { isPlainAddress } from '../../../../shared/domain/plain-address.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { AuthFields } from './auth-fields.tsx';
import { useForm, useProblemAt } from './form-context.tsx';
import type { TransportType } from './form-model.ts';
import { formTexts } from './form-texts.ts';
import { ProxyFields } from './proxy-fields.tsx';
import { ValueRows } from './value-rows.tsx';

const choices: readonly TransportType[] = ['stdio', 'streamable-http', 'sse', 'websocket'];

/** What is started or contacted. */
export function TransportFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  if (form.type === 'built-in') return null;
  return (
    <>
      <Select
        label={t('type')}
        data={choices.map((value) => ({ value, label: t(`type.${value}`) }))}
        value={form.type}
        allowDeselect={false}
        onChange={(value) => change({ type: value as TransportType })}
      />
      {form.type === 'stdio' ? <ProgramFields /> : <AddressFields />}
    </>
  );
}

function ProgramFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  return (
    <>
      <TextInput
        label={t('command')}
        className="pb-mono-input"
        value={form.command}
        error={problemAt('transport.command')}
        spellCheck={false}
        onChange={({ target }) => change({ command: target.value })}
      />
      <ArgumentRows />
      <TextInput
        label={t('cwd')}
        placeholder={t('cwd.hint')}
        className="pb-mono-input"
        value={form.cwd}
        error={problemAt('transport.cwd')}
        spellCheck={false}
        onChange={({ target }) => change({ cwd: target.value })}
      />
      <ValueRows
        label={t('env')}
        addLabel={t('row.addEnv')}
        path="transport.env"
        rows={form.env}
        onChange={(env) => change({ env })}
      />
    </>
  );
}

function ArgumentRows() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  const { args } = form;
  return (
    <fieldset className="pb-fieldset">
      <legend>{t('args')}</legend>
      {args.map((arg, index) => (
        <div key={index} className="pb-argument-row">
          <TextInput
            aria-label={t('args.one', { number: index + 1 })}
            className="pb-mono-input"
            value={arg}
            error={problemAt(`transport.args.${String(index)}`)}
            spellCheck={false}
            onChange={({ target }) =>
              change({ args: args.map((old, at) => (at === index ? target.value : old)) })
            }
          />
          <ActionIcon
            aria-label={t('remove')}
            onClick={() => change({ args: args.filter((_, at) => at !== index) })}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => change({ args: [...args, ''] })}
      >
        {t('args.add')}
      </Button>
    </fieldset>
  );
}

function AddressFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  return (
    <>
      <TextInput
        label={t('url')}
        className="pb-mono-input"
        value={form.url}
        error={problemAt('transport.url')}
        spellCheck={false}
        onChange={({ target }) => change({ url: target.value })}
      />
      {isPlainAddress(form.url) && (
        <ul className="pb-problems" role="status">
          <li data-severity="warning">{t('url.plain')}</li>
        </ul>
      )}
      <AuthFields />
      <ValueRows
        label={t('headers')}
        addLabel={t('row.addHeader')}
        path="transport.headers"
        rows={form.headers}
        onChange={(headers) => change({ headers })}
      />
      <ProxyFields />
    </>
  );
}
