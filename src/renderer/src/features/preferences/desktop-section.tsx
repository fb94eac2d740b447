import { Switch } from '@mantine/core';
import { useId } from 'react';

import type { Settings } from '../../../../shared/domain/settings.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Section } from './section.tsx';
import { preferencesTexts } from './texts.ts';
import { useUpdate } from './use-update.ts';

/** How Patchbay lives on the desktop: tray and start. */
export function DesktopSection({ settings }: { settings: Settings }) {
  const t = useTexts(preferencesTexts);
  const update = useUpdate();
  return (
    <Section title={t('desktop')}>
      <Choice
        label={t('closeToTray')}
        hint={t('closeToTray.hint')}
        isOn={settings.closeToTray}
        onChange={(closeToTray) => update({ closeToTray })}
      />
      <Choice
        label={t('launchAtLogin')}
        hint={t('launchAtLogin.hint')}
        isOn={settings.launchAtLogin}
        onChange={(launchAtLogin) => update({ launchAtLogin })}
      />
    </Section>
  );
}

function Choice(props: {
  label: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const { label, hint, isOn, onChange } = props;
  const id = useId();
  return (
    <div className="pb-setting-line">
      <span>
        <label htmlFor={id}>{label}</label>
        <span className="pb-hint" id={`${id}-hint`}>
          {hint}
        </span>
      </span>
      <Switch
        id={id}
        aria-describedby={`${id}-hint`}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
