import { TextInput } from '@mantine/core';

import type { Settings } from '../../../../shared/domain/settings.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Choice } from './choice.tsx';
import { Section } from './section.tsx';
import { preferencesTexts } from './texts.ts';
import { fromTimeOfDay, toTimeOfDay } from './time-of-day.ts';
import { useUpdate } from './use-update.ts';

/** How Patchbay lives on the desktop: tray, start, notifications. */
export function DesktopSection({ settings }: { settings: Settings }) {
  const t = useTexts(preferencesTexts);
  const update = useUpdate();
  const { quietHours } = settings;
  return (
    <>
      <Section title={t('desktop')} part="desktop">
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
      <Section title={t('notifications')} part="notifications">
        <Choice
          label={t('notify')}
          hint={t('notify.hint')}
          isOn={settings.notifications}
          onChange={(notifications) => update({ notifications })}
        />
        <Choice
          label={t('quiet')}
          hint={t('quiet.hint')}
          isOn={quietHours.isOn}
          onChange={(isOn) => update({ quietHours: { ...quietHours, isOn } })}
        />
        {quietHours.isOn && <Hours settings={settings} />}
      </Section>
    </>
  );
}

function Hours({ settings: { quietHours } }: { settings: Settings }) {
  const t = useTexts(preferencesTexts);
  const update = useUpdate();
  const field = (which: 'fromMinutes' | 'toMinutes', label: string) => (
    <TextInput
      type="time"
      label={label}
      defaultValue={toTimeOfDay(quietHours[which])}
      onChange={(event) => {
        const minutes = fromTimeOfDay(event.currentTarget.value);
        if (minutes !== undefined) update({ quietHours: { ...quietHours, [which]: minutes } });
      }}
    />
  );
  return (
    <div className="pb-setting-times">
      {field('fromMinutes', t('quiet.from'))}
      {field('toMinutes', t('quiet.to'))}
    </div>
  );
}
