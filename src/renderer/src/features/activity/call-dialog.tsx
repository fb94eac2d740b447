import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

import type { CallContents, CallRecord } from '../../../../shared/domain/call-record.ts';
import { showItem, showServer } from '../../host/ui-store.ts';
import { useClient, useMirror, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { keptArguments } from './call-model.ts';
import { CallOutcome } from './call-outcome.tsx';
import { activityTexts } from './texts.ts';
import { useCallWords } from './use-call-words.ts';

/** One call: everything its record says, what was said in it if that was kept, and doing it again. */
export function CallDialog({ call, onClose }: { call: CallRecord; onClose: () => void }) {
  const t = useTexts(activityTexts);
  const contents = useContents(call);
  return (
    <Dialog opened onClose={onClose} size="lg" title={<ExactText text={call.item} />}>
      <Facts call={call} />
      <Said call={call} contents={contents} />
      <Repeat call={call} contents={contents} onDone={onClose} />
      {call.code !== null && <p className="pb-small">{t('call.code', { code: call.code })}</p>}
    </Dialog>
  );
}

function Facts({ call }: { call: CallRecord }) {
  const t = useTexts(activityTexts);
  const format = useFormat();
  const words = useCallWords();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('call.when'), format.moment(call.at)],
    [t('total.app'), <ExactText key="who" text={words.who(call)} />],
    [t('total.server'), words.serverTitle(call.server)],
    [t('call.outcome'), <CallOutcome key="outcome" call={call} />],
    [t('call.took'), format.duration(call.durationMs)],
    [t('call.sizes'), `${words.bytes(call.bytesIn)} / ${words.bytes(call.bytesOut)}`],
    [t('call.request'), call.method],
    [t('call.attempt'), String(call.attempt)],
  ];
  return (
    <dl className="pb-call-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Said({ call, contents }: { call: CallRecord; contents: CallContents | null | undefined }) {
  const t = useTexts(activityTexts);
  if (!call.hasContents || contents === null) return <p className="pb-hint">{t('call.notKept')}</p>;
  if (contents === undefined) return <div aria-busy="true" />;
  return (
    <>
      <Text label={t('call.sent')} text={contents.request} />
      {contents.result !== null && <Text label={t('call.answer')} text={contents.result} />}
    </>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <section className="pb-call-said">
      <h3>{label}</h3>
      <pre tabIndex={0} aria-label={label}>
        <ExactText text={text} />
      </pre>
    </section>
  );
}

const tabs = {
  'tools/call': 'tools',
  'prompts/get': 'prompts',
  'resources/read': 'resources',
  'completion/complete': undefined,
} as const;

function Repeat(props: {
  call: CallRecord;
  contents: CallContents | null | undefined;
  onDone: () => void;
}) {
  const { call, contents, onDone } = props;
  const t = useTexts(activityTexts);
  const { ui } = useWindow();
  const isThere = useMirror(
    ({ snapshot }) => snapshot?.servers.some(({ name }) => name === call.server) ?? false,
  );
  if (!isThere) return <p className="pb-hint">{t('call.serverGone')}</p>;
  const tab = tabs[call.method];
  const open = () => {
    onDone();
    if (tab === undefined) return showServer(ui, call.server, 'overview');
    const args = contents ? keptArguments(contents.request) : undefined;
    showItem(ui, call.server, tab, call.item, { ...(args && { args }), attempt: call.attempt + 1 });
  };
  const label = tab === 'tools' ? 'call.again' : tab === undefined ? 'call.show' : 'call.open';
  return (
    <div className="pb-call-actions">
      {tab === 'tools' && <span className="pb-hint">{t('call.again.hint')}</span>}
      <Button onClick={open}>{t(label)}</Button>
    </div>
  );
}

/** What was said; undefined while it is fetched. */
function useContents({ id, hasContents }: CallRecord): CallContents | null | undefined {
  const client = useClient();
  const [contents, setContents] = useState<CallContents | null>();
  useEffect(() => {
    if (!hasContents) return setContents(null);
    const end = new AbortController();
    client.calls
      .contents({ id }, { signal: end.signal })
      .then(setContents)
      .catch(() => end.signal.aborted || setContents(null));
    return () => end.abort();
  }, [client, id, hasContents]);
  return contents;
}
