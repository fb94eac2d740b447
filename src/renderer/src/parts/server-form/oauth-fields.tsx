import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { redirectAddresses } from '../../../../shared/domain/redirect-addresses.ts';
import { isPlainAddress } from '../../../../shared/domain/plain-address.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { RedirectAddresses, redirectOrder } from '../sign-in/redirect-addresses.tsx';
import { PlainAddressNote } from '../addresses/plain-address-note.tsx';
import { useForm, useProblemAt } from './form-context.tsx';
import { formTexts } from './form-texts.ts';
import { oauthTexts } from './oauth-texts.ts';
import { newRowId } from './value-row.ts';
import { ValueRows } from './value-rows.tsx';
import { SecretInput } from '../../ui/secret-input.tsx';

const tokenMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const;

/** What a sign-in service may want to be told; most want nothing. */
export function OAuthFields() {
  const t = useTexts(formTexts);
  const { form } = useForm();
  return (
    <>
      <div className="pb-pair">
        <OAuthText field="clientId" label={t('clientId')} />
        <ClientSecret />
      </div>
      <OAuthText field="issuer" label={t('issuer')} hint={t('issuer.hint')} />
      <OAuthText field="scopes" label={t('scopes')} hint={t('scopes.hint')} />
      <div className="pb-pair">
        <OAuthText field="authorizationUrl" label={t('authorizationUrl')} />
        <OAuthText field="tokenUrl" label={t('tokenUrl')} />
      </div>
      {form.oauth.clientId.trim() !== '' && <RegisteredAs />}
      <RareSettings />
    </>
  );
}

/** The addresses to register a client with, and which of them it was. */
function RegisteredAs() {
  const t = useTexts(oauthTexts);
  const { form, change } = useForm();
  return (
    <>
      <Select
        label={t('redirect')}
        description={t('redirect.hint')}
        data={[
          { value: '', label: t('redirect.unsaid') },
          ...redirectOrder.map((value) => ({ value, label: redirectAddresses[value] })),
        ]}
        value={form.oauth.redirect}
        allowDeselect={false}
        onChange={(value) => change({ oauth: { ...form.oauth, redirect: value ?? '' } })}
      />
      <RedirectAddresses />
    </>
  );
}

/** What only a few services want; open where something is set. */
function RareSettings() {
  const t = useTexts(oauthTexts);
  const { form, change } = useForm();
  const { oauth } = form;
  const { parameters, headers, tokenMethod, revocationUrl } = oauth;
  const isUsed =
    parameters.length > 0 || headers.length > 0 || tokenMethod !== '' || revocationUrl !== '';
  const [isOpen] = useState(isUsed);
  return (
    <details className="pb-rare" open={isOpen}>
      <summary>{t('rare')}</summary>
      <ValueRows
        label={t('parameters')}
        addLabel={t('parameters.add')}
        path="auth.parameters"
        rows={parameters}
        isPlain
        onChange={(rows) => change({ oauth: { ...oauth, parameters: rows } })}
      />
      <ValueRows
        label={t('headers')}
        addLabel={t('headers.add')}
        path="auth.headers"
        rows={headers}
        onChange={(rows) => change({ oauth: { ...oauth, headers: rows } })}
      />
      <div className="pb-pair">
        <Select
          label={t('tokenMethod')}
          data={[
            { value: '', label: t('tokenMethod.auto') },
            ...tokenMethods.map((value) => ({ value, label: t(`tokenMethod.${value}`) })),
          ]}
          value={tokenMethod}
          allowDeselect={false}
          onChange={(value) => change({ oauth: { ...oauth, tokenMethod: value ?? '' } })}
        />
        <OAuthText field="revocationUrl" label={t('revocationUrl')} />
      </div>
    </details>
  );
}

function OAuthText(props: {
  field: 'clientId' | 'scopes' | 'authorizationUrl' | 'tokenUrl' | 'issuer' | 'revocationUrl';
  label: string;
  hint?: string;
}) {
  const { field, label, hint } = props;
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  return (
    <div>
      <TextInput
        label={label}
        description={hint}
        placeholder={t('foundOut')}
        className="pb-mono-input"
        value={form.oauth[field]}
        error={problemAt(`auth.${field}`)}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => change({ oauth: { ...form.oauth, [field]: target.value } })}
      />
      {isPlainAddress(form.oauth[field]) && <PlainAddressNote />}
    </div>
  );
}

function ClientSecret() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  const row = form.oauth.clientSecret;
  const set = (text: string) => {
    const isGone = text === '' && row?.isSet !== true;
    const base = { id: row?.id ?? newRowId(), name: 'clientSecret', isSet: row?.isSet ?? false };
    const clientSecret = isGone ? null : { ...base, isSecret: true, text };
    change({ oauth: { ...form.oauth, clientSecret } });
  };
  return (
    <SecretInput
      label={t('clientSecret')}
      placeholder={t(row?.isSet === true ? 'row.keeps' : 'clientSecret.rare')}
      value={row?.text ?? ''}
      error={problemAt('auth.clientSecret')}
      autoComplete="off"
      onChange={({ target }) => set(target.value)}
    />
  );
}
