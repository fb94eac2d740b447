import { Select, TextInput } from '@mantine/core';

import { isPlainAddress } from '../../../../shared/domain/plain-address.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ArgumentRows } from './argument-rows.tsx';
import { AuthFields } from './auth-fields.tsx';
import { PlainAddressNote } from '../addresses/plain-address-note.tsx';
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
        wrapperProps={{ 'data-field': 'transport.command' }}
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

function AddressFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  return (
    <>
      <TextInput
        label={t('url')}
        wrapperProps={{ 'data-field': 'transport.url' }}
        className="pb-mono-input"
        value={form.url}
        error={problemAt('transport.url')}
        spellCheck={false}
        onChange={({ target }) => change({ url: target.value })}
      />
      {isPlainAddress(form.url) && <PlainAddressNote />}
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
