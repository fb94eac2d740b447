import { Button, Menu, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';

import type { CallFilter, CallRecord } from '../../../../shared/domain/call-record.ts';
import { callMatcher } from '../../../../shared/domain/call-totals.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { CallDialog } from './call-dialog.tsx';
import { CallList } from './call-list.tsx';
import { CallTotals } from './call-totals.tsx';
import { activityTexts } from './texts.ts';
import { useCalls } from './use-calls.ts';

const shapes = ['list', 'app', 'server', 'tool'] as const;
type Shape = (typeof shapes)[number];

/** Every call: who asked what of which server, how long it took and what came of it. */
export function CallsView() {
  const t = useTexts(activityTexts);
  const { calls, isLoading, clear } = useCalls();
  const [search, setSearch] = useDraft('calls search', '');
  const [outcome, setOutcome] = useDraft<'all' | 'not-ok'>('calls outcome', 'all');
  const [shape, setShape] = useDraft<Shape>('calls shape', 'list');
  const [open, setOpen] = useState<CallRecord | null>(null);
  const filter = useMemo(
    (): CallFilter => ({ search, ...(outcome === 'not-ok' && { outcome }) }),
    [search, outcome],
  );
  const asked = useDeferredValue(filter);
  const shown = useMemo(() => calls.filter(callMatcher(asked)), [calls, asked]);
  return (
    <>
      <div className="pb-page-tools">
        <TextInput
          size="sm"
          leftSection={<IconSearch size={15} />}
          placeholder={t('calls.search')}
          aria-label={t('calls.search')}
          data-page-search=""
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <SegmentedControl
          aria-label={t('calls.outcome')}
          data={(['all', 'not-ok'] as const).map((value) => ({
            value,
            label: t(`calls.outcome.${value}`),
          }))}
          value={outcome}
          onChange={(value) => setOutcome(value)}
        />
        <Select
          aria-label={t('calls.shape')}
          size="sm"
          className="pb-calls-shape"
          data={shapes.map((value) => ({ value, label: t(`calls.shape.${value}`) }))}
          value={shape}
          allowDeselect={false}
          onChange={(value) => setShape(shapes.find((one) => one === value) ?? 'list')}
        />
        <MoreMenu filter={filter} count={shown.length} onClear={clear} />
      </div>
      <Summary calls={shown} isLoading={isLoading} />
      <Body {...{ calls, shown, shape, isLoading }} onOpen={setOpen} />
      {open !== null && <CallDialog call={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Body(props: {
  calls: readonly CallRecord[];
  shown: readonly CallRecord[];
  shape: Shape;
  isLoading: boolean;
  onOpen: (call: CallRecord) => void;
}) {
  const { calls, shown, shape, isLoading, onOpen } = props;
  const t = useTexts(activityTexts);
  if (shown.length === 0) {
    if (isLoading) return <div className="pb-none" aria-busy="true" />;
    return <p className="pb-none">{t(calls.length === 0 ? 'calls.none' : 'noMatch')}</p>;
  }
  if (shape === 'list') return <CallList calls={shown} onOpen={onOpen} />;
  return <CallTotals calls={shown} by={shape} />;
}

/** How many there are and how many of them went wrong. */
function Summary({ calls, isLoading }: { calls: readonly CallRecord[]; isLoading: boolean }) {
  const t = useTexts(activityTexts);
  const notOk = useMemo(() => calls.filter((call) => call.outcome !== 'ok').length, [calls]);
  if (calls.length === 0 && !isLoading) return null;
  return (
    <p className="pb-calls-summary" role="status">
      {t('calls.count', { count: calls.length })}
      {notOk > 0 && ` · ${t('calls.notOk', { count: notOk })}`}
    </p>
  );
}

function MoreMenu(props: { filter: CallFilter; count: number; onClear: () => Promise<unknown> }) {
  const { filter, count, onClear } = props;
  const t = useTexts(activityTexts);
  const client = useClient();
  const report = useReporter();
  const keeps = useMirror(({ snapshot }) => snapshot?.settings.keepsCallContents ?? false);
  const save = (format: 'jsonl' | 'csv') => report(client.calls.save({ format, filter }));
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button size="sm" variant="default" leftSection={<IconDots size={15} />}>
          {t('calls.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.CheckboxItem
          checked={keeps}
          closeMenuOnClick={false}
          onChange={(keepsCallContents) => report(client.settings.update({ keepsCallContents }))}
        >
          {t('calls.keep')}
          <span className="pb-hint pb-calls-hint">
            {t(keeps ? 'calls.keep.on' : 'calls.keep.off')}
          </span>
        </Menu.CheckboxItem>
        <Menu.Divider />
        <Menu.Item disabled={count === 0} onClick={() => save('csv')}>
          {t('calls.save.csv')}
        </Menu.Item>
        <Menu.Item disabled={count === 0} onClick={() => save('jsonl')}>
          {t('calls.save.jsonl')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="var(--pb-red)" onClick={() => report(onClear())}>
          {t('calls.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
