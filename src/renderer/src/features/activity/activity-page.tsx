import './activity.css';

import { SegmentedControl } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { CallsView } from './calls-view.tsx';
import { NotesView } from './notes-view.tsx';
import { activityTexts } from './texts.ts';

const views = ['calls', 'notes'] as const;

/** Who has asked what of which server, and what servers say. */
export function ActivityPage() {
  const t = useTexts(activityTexts);
  const [view, setView] = useDraft<(typeof views)[number]>('activity view', 'calls');
  return (
    <section className="pb-page">
      <PageHeader title={t('title')}>
        <SegmentedControl
          aria-label={t('view')}
          data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
          value={view}
          onChange={(value) => setView(value)}
        />
      </PageHeader>
      {view === 'calls' ? <CallsView /> : <NotesView />}
    </section>
  );
}
