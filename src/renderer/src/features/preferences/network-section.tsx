import { Select, TextInput } from '@mantine/core';

import type { ProxyChoice } from '../../../../shared/domain/proxy.ts';
import { isProxyAddress } from '../../../../shared/domain/proxy-address.ts';
import type { Settings } from '../../../../shared/domain/settings.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { networkSectionTexts } from './network-section-texts.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { Section } from './section.tsx';
import { useUpdate } from './use-update.ts';

const kinds = ['system', 'none', 'address'] as const;

/** By which proxy addresses are reached, and which certificates count besides the usual ones. */
export function NetworkSection({ settings }: { settings: Settings }) {
  const t = useTexts(networkSectionTexts);
  const update = useUpdate();
  const [kind, setKind] = useDraft<ProxyChoice['kind']>('network kind', settings.proxy.kind);
  const choose = (next: ProxyChoice['kind']) => {
    setKind(next);
    // An address is saved once there is one.
    if (next !== 'address') update({ proxy: { kind: next } });
  };
  return (
    <Section title={t('title')} part="network">
      <div className="pb-setting-line">
        <span>
          <span id="proxy-label">{t('proxy')}</span>
          <span className="pb-hint">{t('proxy.hint')}</span>
        </span>
        <Select
          aria-labelledby="proxy-label"
          data={kinds.map((value) => ({ value, label: t(`proxy.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => choose(value as ProxyChoice['kind'])}
        />
      </div>
      {kind === 'address' && <ProxyAddress saved={settings.proxy} />}
      <SavedText
        field="certificates"
        label={t('certificates')}
        hint={t('certificates.hint')}
        saved={settings.extraCertificates}
        placeholder=""
        problem={(path) => (isPath(path) ? undefined : t('certificates.wrong'))}
        save={(extraCertificates) => update({ extraCertificates })}
      />
    </Section>
  );
}

function ProxyAddress({ saved }: { saved: ProxyChoice }) {
  const t = useTexts(networkSectionTexts);
  const update = useUpdate();
  return (
    <SavedText
      field="address"
      label={t('address')}
      hint={t('address.hint')}
      saved={saved.kind === 'address' ? saved.address : ''}
      placeholder="http://"
      problem={(address) =>
        address === '' || isProxyAddress(address) ? undefined : t('address.wrong')
      }
      save={(address) => {
        if (address !== '') update({ proxy: { kind: 'address', address } });
      }}
    />
  );
}

interface SavedTextProps {
  readonly field: 'address' | 'certificates';
  readonly label: string;
  readonly hint: string;
  readonly saved: string;
  readonly placeholder: string;
  readonly problem: (text: string) => string | undefined;
  readonly save: (text: string) => void;
}

/** A line that is saved when it is left, or with Enter, if nothing is wrong with it. */
function SavedText({ field, label, hint, saved, placeholder, problem, save }: SavedTextProps) {
  const [typed, setTyped] = useDraft(`network ${field}`, saved);
  const text = typed.trim();
  const error = problem(text);
  const saveIt = () => {
    if (error === undefined && text !== saved) save(text);
  };
  return (
    <TextInput
      label={label}
      description={hint}
      placeholder={placeholder}
      className="pb-mono-input"
      value={typed}
      error={error}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={saveIt}
      onKeyDown={({ key }) => {
        if (key === 'Enter') saveIt();
      }}
    />
  );
}

function isPath(text: string): boolean {
  return text === '' || /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(text);
}
