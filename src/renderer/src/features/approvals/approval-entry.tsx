import { Button, Group, Menu } from '@mantine/core';

import type { ApprovalAnswer, PendingApproval } from '../../../../shared/domain/approval.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { CallArguments } from './call-arguments.tsx';
import { approvalTexts } from './texts.ts';
import type { WaitingCalls } from './use-waiting-calls.ts';

/** Calls of one app to one tool: who, what, everything that is sent, and the answers. */
export function ApprovalEntry(props: {
  entry: PendingApproval;
  waiting: WaitingCalls | undefined;
  onAnswer: (calls: readonly string[], answer: ApprovalAnswer) => void;
}) {
  const { entry, waiting, onAnswer } = props;
  const t = useTexts(approvalTexts);
  const format = useFormat();
  const { tool, claim, expiresAt } = entry;
  const ids = waiting?.ids ?? [];
  const isUnknown = ids.length === 0;
  const say = (answer: ApprovalAnswer) => () => onAnswer(ids, answer);
  const named = (action: string) => ({ 'aria-label': t('named', { action, tool }) });
  const once = ids.length > 1 ? t('once.all', { count: ids.length }) : t('once');
  return (
    <li className="pb-approval" data-tool={tool} aria-label={tool}>
      <p>
        <ExactText text={wantsText(entry, t)} />
      </p>
      <p className="pb-hint">
        {t(`claim.${claim}`)} {t('until', { time: format.clock(expiresAt) })}
      </p>
      <Sent waiting={waiting} />
      <Group gap="xs" justify="flex-end" mt="xs">
        <Button
          size="compact-sm"
          variant="default"
          disabled={isUnknown}
          onClick={say('no')}
          {...named(t('no'))}
        >
          {t('no')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isUnknown}
              {...named(t('always'))}
            >
              {t('always')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={say('always-tool')}>{t('always.tool')}</Menu.Item>
            <Menu.Item onClick={say('always-server')}>{t('always.server')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button size="compact-sm" disabled={isUnknown} onClick={say('once')} {...named(once)}>
          {once}
        </Button>
      </Group>
    </li>
  );
}

function Sent({ waiting }: { waiting: WaitingCalls | undefined }) {
  const t = useTexts(approvalTexts);
  if (waiting === undefined) return null;
  const { ids, calls } = waiting;
  const [first, ...others] = calls;
  const nth = (at: number) =>
    ids.length === 1 ? t('sent') : t('sent.nth', { nth: at, count: ids.length });
  const unread = ids.length - calls.length;
  return (
    <>
      {first && <CallArguments key={first.id} call={first} title={nth(1)} />}
      {others.map((call, index) => (
        <details key={call.id}>
          <summary>{nth(index + 2)}</summary>
          <CallArguments call={call} title={nth(index + 2)} />
        </details>
      ))}
      {unread > 0 && <p className="pb-hint">{t('calls.more', { count: unread })}</p>}
    </>
  );
}

type Say = SayText<typeof approvalTexts.words.en>;

/** Who calls, in words. */
export function callerName({ door, app }: Pick<PendingApproval, 'door' | 'app'>, t: Say): string {
  if (door === 'command') return t('who.command');
  return app === '' ? t('who.unknown') : app;
}

function wantsText(entry: PendingApproval, t: Say): string {
  const { tool, serverTitle: server, count } = entry;
  const words = { app: callerName(entry, t), tool, server };
  return count === 1 ? t('wants', words) : t('wants.many', { ...words, count });
}
