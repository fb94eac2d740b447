import { Select, TextInput } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { useForm, useProblemAt } from './form-context.tsx';
import { formTexts } from './form-texts.ts';
import { OAuthFields } from './oauth-fields.tsx';
import { SecretInput } from '../../ui/secret-input.tsx';

const kinds = ['none', 'api-key', 'oauth'] as const;

/** Who the server takes the person for: nobody in particular, the holder of a key, or who signs in. */
export function AuthFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  return (
    <fieldset className="pb-fieldset">
      <legend>{t('auth.legend')}</legend>
      <Select
        label={t('auth')}
        description={t(`auth.${form.authType}.hint`)}
        data={kinds.map((value) => ({ value, label: t(`auth.${value}`) }))}
        value={form.authType}
        allowDeselect={false}
        onChange={(value) => change({ authType: value as typeof form.authType })}
      />
      {form.authType === 'api-key' && <KeyFields />}
      {form.authType === 'oauth' && <OAuthFields />}
    </fieldset>
  );
}

function KeyFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  const { key, placement } = form;
  return (
    <>
      <div className="pb-columns">
        <Select
          label={t('placement')}
          data={(['bearer', 'basic', 'header'] as const).map((value) => ({
            value,
            label: t(`placement.${value}`),
          }))}
          value={placement}
          allowDeselect={false}
          onChange={(value) => change({ placement: value as typeof placement })}
        />
        {placement === 'header' && (
          <TextInput
            label={t('headerName')}
            placeholder="X-Api-Key"
            className="pb-mono-input"
            value={form.headerName}
            error={problemAt('auth.headerName')}
            spellCheck={false}
            onChange={({ target }) => change({ headerName: target.value })}
          />
        )}
      </div>
      <SecretInput
        label={t('key')}
        description={placement === 'basic' ? t('key.basic') : undefined}
        placeholder={key.isSet ? t('row.keeps') : ''}
        value={key.text}
        error={problemAt('auth.key')}
        autoComplete="off"
        onChange={({ target }) => change({ key: { ...key, isSecret: true, text: target.value } })}
      />
    </>
  );
}
