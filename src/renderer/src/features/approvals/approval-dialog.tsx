import './approvals.css';

import { Button, Group } from '@mantine/core';

import type { ApprovalAnswer } from '../../../../shared/domain/approval.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useUndisturbed } from '../../parts/asking/use-undisturbed.ts';
import { WaitsNote } from '../../parts/asking/waits-note.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { ApprovalEntry, callerName } from './approval-entry.tsx';
import { approvalTexts } from './texts.ts';
import { useWaitingCalls } from './use-waiting-calls.ts';

/** Entries that are shown at once; those that wait longest come first. */
const maxShown = 20;

/** Calls of apps that wait for a yes: each by itself, or all in one go. */
export function ApprovalDialog() {
  const t = useTexts(approvalTexts);
  const client = useClient();
  const report = useReporter();
  const { mayOpen, open, putOff } = useUndisturbed();
  const entries = useMirror(({ snapshot }) => snapshot?.approvals) ?? [];
  const shown = entries.slice(0, maxShown);
  const waiting = useWaitingCalls(shown);
  const [first] = entries;
  if (first === undefined) return null;
  if (!mayOpen) {
    const text = t('waits', { app: callerName(first, t) });
    const words = { text, hint: t('waits.hint'), answer: t('answer') };
    return <WaitsNote {...words} onAnswer={open} />;
  }
  const answer = (calls: readonly string[], said: ApprovalAnswer) =>
    report(client.approvals.answer({ calls: [...calls], answer: said }));
  const all = shown.flatMap(({ id }) => waiting.get(id)?.ids ?? []);
  const left = entries.length - shown.length;
  return (
    <Dialog
      opened
      onClose={putOff}
      closeOnClickOutside={false}
      title={t(entries.length > 1 ? 'title.many' : 'title')}
      size={560}
    >
      {/* What is asked has the focus, not an answer: whoever presses Enter just now says nothing. */}
      <ul className="pb-approvals" tabIndex={-1} data-autofocus>
        {shown.map((entry) => (
          <ApprovalEntry
            key={entry.id}
            entry={entry}
            waiting={waiting.get(entry.id)}
            onAnswer={answer}
          />
        ))}
      </ul>
      {left > 0 && <p className="pb-hint">{t('groups.more', { count: left })}</p>}
      <Group gap="xs" mt="md" justify="flex-end">
        <Button variant="subtle" size="compact-sm" mr="auto" onClick={putOff}>
          {t('later')}
        </Button>
        {entries.length > 1 && (
          <>
            <Button variant="default" size="compact-sm" onClick={() => answer(all, 'no')}>
              {t('all.no')}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => answer(all, 'once')}>
              {t('all.once')}
            </Button>
          </>
        )}
      </Group>
    </Dialog>
  );
}
