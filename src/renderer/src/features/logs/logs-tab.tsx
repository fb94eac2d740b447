import './logs.css';
import '../../parts/offers/offers.css';

import { useMemo, useState } from 'react';

import { useDraft } from '../../ui/use-draft.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { filterEntries, wholeLog } from './log-model.ts';
import { LogLines } from './log-lines.tsx';
import { LogToolbar } from './log-toolbar.tsx';
import { logsTexts } from './texts.ts';
import { useLog } from './use-log.ts';

/** The log of a server: follow it, narrow it, take it along. */
export function LogsTab({ name }: { name: string }) {
  const t = useTexts(logsTexts);
  const [log, clear] = useLog(name);
  const [filter, setFilter] = useDraft(`log ${name}`, wholeLog);
  const [isFollowing, setFollowing] = useState(true);
  const shown = useMemo(() => filterEntries(log.entries, filter), [log.entries, filter]);
  const emptyText =
    log.status === 'loading'
      ? ''
      : log.status === 'failed'
        ? t('failed')
        : t(log.entries.length === 0 ? 'empty' : 'noMatch');
  return (
    <div className="pb-log">
      <LogToolbar
        {...{ name, filter, isFollowing, shown }}
        onFilter={setFilter}
        onFollowing={setFollowing}
        onClear={clear}
      />
      {log.dropped > 0 && (
        <p className="pb-hint pb-log-dropped" role="note">
          {t('dropped', { count: log.dropped })}
        </p>
      )}
      <LogLines
        entries={shown}
        emptyText={emptyText}
        isFollowing={isFollowing}
        onFollowing={setFollowing}
      />
    </div>
  );
}
