import { Button, Select } from '@mantine/core';
import { IconArrowBarToDown, IconDeviceFloppy, IconEraser } from '@tabler/icons-react';

import type { LogEntry } from '../../../../shared/domain/log-entry.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { entriesAsText, levels, sources } from './log-model.ts';
import type { LogFilter } from './log-model.ts';
import { logsTexts } from './texts.ts';

/** What narrows the log, and what can be done with it. */
export function LogToolbar(props: {
  name: string;
  filter: LogFilter;
  isFollowing: boolean;
  shown: readonly LogEntry[];
  onFilter: (filter: LogFilter) => void;
  onFollowing: (isFollowing: boolean) => void;
  onClear: () => Promise<void>;
}) {
  const { name, filter, isFollowing, shown, onFilter, onFollowing, onClear } = props;
  const t = useTexts(logsTexts);
  const client = useClient();
  const report = useReporter();
  return (
    <div className="pb-log-top" role="toolbar" aria-label={t('label')}>
      <div className="pb-search">
        <Icon name="search" size={15} />
        <input
          type="search"
          placeholder={t('search')}
          aria-label={t('search')}
          spellCheck={false}
          value={filter.text}
          onChange={({ target }) => onFilter({ ...filter, text: target.value })}
          onKeyDown={({ key }) => key === 'Escape' && onFilter({ ...filter, text: '' })}
        />
      </div>
      <Choices {...{ filter, onFilter }} />
      <Button
        variant={isFollowing ? 'light' : 'default'}
        aria-pressed={isFollowing}
        leftSection={<IconArrowBarToDown size={15} />}
        onClick={() => onFollowing(!isFollowing)}
      >
        {t('follow')}
      </Button>
      <span className="pb-log-actions">
        <CopyButton text={() => entriesAsText(shown)} />
        <Button
          {...quiet}
          leftSection={<IconDeviceFloppy size={15} />}
          onClick={() => report(client.logs.save({ name }))}
        >
          {t('save')}
        </Button>
        <Button
          {...quiet}
          title={t('clear')}
          leftSection={<IconEraser size={15} />}
          onClick={() => report(onClear())}
        >
          {t('clear')}
        </Button>
      </span>
    </div>
  );
}

const quiet = { variant: 'subtle', color: 'gray', className: 'pb-quiet' } as const;

function Choices(props: { filter: LogFilter; onFilter: (filter: LogFilter) => void }) {
  const { filter, onFilter } = props;
  const t = useTexts(logsTexts);
  const levelChoices = levels.map((value) => ({
    value,
    label: t(value === 'debug' ? 'level.all' : `level.${value}`),
  }));
  const sourceChoices = (['all', ...sources] as const).map((value) => ({
    value,
    label: t(`source.${value}`),
  }));
  return (
    <>
      <Select
        aria-label={t('level')}
        data={levelChoices}
        value={filter.level}
        allowDeselect={false}
        onChange={(value) => onFilter({ ...filter, level: value ?? 'debug' })}
      />
      <Select
        aria-label={t('source')}
        data={sourceChoices}
        value={filter.source}
        allowDeselect={false}
        onChange={(value) => onFilter({ ...filter, source: value ?? 'all' })}
      />
    </>
  );
}
