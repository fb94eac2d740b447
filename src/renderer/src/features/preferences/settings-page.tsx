import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';

import type { VaultStatus } from '../../../../shared/domain/events.ts';
import { languageNames, languages } from '../../../../shared/i18n/phrase.ts';
import type { Settings } from '../../../../shared/domain/settings.ts';
import { openImport, showPage } from '../../host/ui-store.ts';
import { useSnapshot, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { AppsSection } from './apps-section.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { Section } from './section.tsx';
import { SignInSection } from './sign-in-section.tsx';
import { preferencesTexts } from './texts.ts';
import { UpdatesSection } from './updates-section.tsx';
import { useUpdate } from './use-update.ts';

/** The person's choices, what moves and is kept, and plain words about secrets and data. */
export function SettingsPage({ moving }: { moving: ReactNode }) {
  const t = useTexts(preferencesTexts);
  const { ui } = useWindow();
  const snapshot = useSnapshot();
  if (snapshot === null) return null;
  return (
    <section className="pb-page">
      <PageHeader title={t('title')} />
      <div className="pb-scroll">
        <div className="pb-settings">
          <LookSection settings={snapshot.settings} />
          <DesktopSection settings={snapshot.settings} />
          <AppsSection settings={snapshot.settings} />
          <ConnectingSection settings={snapshot.settings} />
          <NetworkSection settings={snapshot.settings} />
          <SignInSection settings={snapshot.settings} />
          <Section title={t('import')}>
            <div className="pb-setting-line">
              <span className="pb-hint">{t('import.text')}</span>
              <Button variant="default" onClick={() => openImport(ui)}>
                {t('import.open')}
              </Button>
            </div>
          </Section>
          {moving}
          <Section title={t('secrets')}>
            <p>{vaultText(snapshot.vault, snapshot.app.platform, t)}</p>
            <div className="pb-setting-line">
              <span className="pb-hint">{t('secrets.rule')}</span>
              <Button variant="default" onClick={() => showPage(ui, 'secrets')}>
                {t('secrets.show')}
              </Button>
            </div>
          </Section>
          <Section title={t('data')}>
            <p>{t('data.text')}</p>
          </Section>
          <UpdatesSection settings={snapshot.settings} />
          <AboutSection version={snapshot.app.version} />
        </div>
      </div>
    </section>
  );
}

function LookSection({ settings }: { settings: Settings }) {
  const t = useTexts(preferencesTexts);
  const update = useUpdate();
  return (
    <Section title={t('look')} part="look">
      <div className="pb-setting-line">
        <span id="theme-label">{t('theme')}</span>
        <SegmentedControl
          aria-labelledby="theme-label"
          data={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`theme.${value}`),
          }))}
          value={settings.theme}
          onChange={(theme) => update({ theme: theme })}
        />
      </div>
      <div className="pb-setting-line">
        <span id="language-label">{t('language')}</span>
        <Select
          aria-labelledby="language-label"
          data={[
            { value: 'system', label: t('language.system') },
            ...languages.map((value) => ({ value, label: languageNames[value] })),
          ]}
          value={settings.language}
          allowDeselect={false}
          onChange={(language) => update({ language: language as Settings['language'] })}
        />
      </div>
    </Section>
  );
}

function ConnectingSection({ settings }: { settings: Settings }) {
  const t = useTexts(preferencesTexts);
  const update = useUpdate();
  return (
    <Section title={t('connecting')} part="connecting">
      <div className="pb-setting-line">
        <span>
          <span id="concurrent-label">{t('concurrent')}</span>
          <span className="pb-hint">{t('concurrent.hint')}</span>
        </span>
        <NumberInput
          aria-labelledby="concurrent-label"
          w={90}
          min={1}
          max={64}
          allowDecimal={false}
          clampBehavior="strict"
          value={settings.maxConcurrentConnects}
          onChange={(value) => {
            if (typeof value === 'number' && value >= 1) update({ maxConcurrentConnects: value });
          }}
        />
      </div>
    </Section>
  );
}

function AboutSection({ version }: { version: string }) {
  const t = useTexts(preferencesTexts);
  const { ui } = useWindow();
  return (
    <Section title={t('about')}>
      <div className="pb-setting-line">
        <span>{t('version', { version })}</span>
        <Button variant="default" onClick={() => ui.setState({ overlay: 'keys' })}>
          {t('keys')}
        </Button>
      </div>
    </Section>
  );
}

function vaultText(
  { state, backend }: VaultStatus,
  platform: string,
  t: SayText<typeof preferencesTexts.words.en>,
): string {
  const place =
    platform === 'win32' || backend === 'dpapi'
      ? t('place.windows')
      : platform === 'darwin'
        ? t('place.keychain')
        : t('place.keyring');
  return t(`vault.${state}`, { place });
}
