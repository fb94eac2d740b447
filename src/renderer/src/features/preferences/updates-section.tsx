import { Button } from '@mantine/core';
import { useState } from 'react';

import type { UpdateState } from '../../../../shared/domain/app-update.ts';
import type { Settings } from '../../../../shared/domain/settings.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { Choice } from './choice.tsx';
import { Section } from './section.tsx';
import { updatesSectionTexts } from './updates-section-texts.ts';
import './updates-section.css';
import { useUpdate } from './use-update.ts';
import { useUpdates } from './use-updates.ts';

/** Whether there is a newer Patchbay, asked for by a click, or daily for who wants that. */
export function UpdatesSection({ settings }: { settings: Settings }) {
  const t = useTexts(updatesSectionTexts);
  const update = useUpdate();
  const { moment } = useFormat();
  const { state, isChecking, check } = useUpdates();
  const hasFeed = state !== null && state.kind !== 'no-feed';
  return (
    <Section title={t('title')}>
      <div className="pb-setting-line">
        <span role="status">{state !== null && stateText(state, isChecking, t, moment)}</span>
        {hasFeed && (
          <Button variant="default" onClick={check} aria-disabled={isChecking}>
            {t('check')}
          </Button>
        )}
      </div>
      {state?.kind === 'newer' && <Newer version={state.version} notes={state.notes} />}
      {hasFeed && (
        <Choice
          label={t('daily')}
          hint={t('daily.hint')}
          isOn={settings.checksForUpdates}
          onChange={(checksForUpdates) => update({ checksForUpdates })}
        />
      )}
    </Section>
  );
}

function Newer({ version, notes }: { version: string; notes: string }) {
  const t = useTexts(updatesSectionTexts);
  const client = useClient();
  const report = useReporter();
  const [isRefused, setRefused] = useState(false);
  const open = () => report(client.updates.openPage({}).then(({ isOpen }) => setRefused(!isOpen)));
  return (
    <>
      {notes !== '' && (
        <section
          className="pb-update-notes"
          aria-label={t('notes', { version })}
          // Keys scroll what is too long.
          tabIndex={0}
        >
          {notes}
        </section>
      )}
      <div className="pb-setting-line">
        <span className="pb-hint">{t('get.hint')}</span>
        <Button onClick={open}>{t('get')}</Button>
      </div>
      {isRefused && <p role="alert">{t('notOpened')}</p>}
    </>
  );
}

function stateText(
  state: UpdateState,
  isChecking: boolean,
  t: SayText<typeof updatesSectionTexts.words.en>,
  moment: (atMs: number) => string,
): string {
  if (isChecking) return t('checking');
  switch (state.kind) {
    case 'no-feed':
    case 'not-asked':
      return t(`state.${state.kind}`);
    case 'current':
      return t('state.current', { when: moment(state.at) });
    case 'newer':
      return t('state.newer', { version: state.version, when: moment(state.at) });
    case 'failed':
      return t(`failed.${state.reason}`, { when: moment(state.at) });
  }
}
