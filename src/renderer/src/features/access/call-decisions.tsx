import './call-decisions.css';

import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { ServerDecisions, ToolChoice } from '../../../../shared/domain/approval.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { AllowedApps } from './allowed-apps.tsx';
import { callTexts } from './call-texts.ts';
import { useDecisions } from './use-decisions.ts';

/** What apps may do with a server: for each tool, for all of them, and what single apps may. */
export function CallDecisions({ name }: { name: string }) {
  const t = useTexts(callTexts);
  const client = useClient();
  const report = useReporter();
  const [decisions, setDecisions] = useDecisions(name);
  if (decisions === undefined) return null;
  const run = (call: Promise<ServerDecisions>) => report(call.then(setDecisions));
  const { isBelieved, isOurs, isIncomplete, tools } = decisions;
  const choose = (choice: ToolChoice, tool?: string) =>
    run(client.approvals.choose({ name, choice, ...(tool !== undefined && { tools: [tool] }) }));
  return (
    <section className="pb-calls-decided" aria-labelledby="calls-decided">
      <h2 id="calls-decided">{t('title')}</h2>
      <p className="pb-hint">{t('text')}</p>
      {isIncomplete && <p role="status">{t('incomplete')}</p>}
      {isOurs ? (
        <p className="pb-hint">{t('ours')}</p>
      ) : (
        <Switch
          my="sm"
          label={t('believe')}
          description={t('believe.hint')}
          checked={isBelieved}
          onChange={({ currentTarget }) =>
            run(client.approvals.believe({ name, isBelieved: currentTarget.checked }))
          }
        />
      )}
      {tools.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ToolChoices server={name} tools={tools} onChoose={choose} />
      )}
      <AllowedApps
        apps={decisions.apps}
        onForget={(caller) => run(client.approvals.forget({ name, caller }))}
      />
    </section>
  );
}

/** How many tools are shown at first, and how many more each time. */
const step = 50;

const choices: readonly ToolChoice[] = ['always', 'ask', 'never'];

function ToolChoices(props: {
  server: string;
  tools: ServerDecisions['tools'];
  onChoose: (choice: ToolChoice, tool?: string) => void;
}) {
  const { server, tools, onChoose } = props;
  const t = useTexts(callTexts);
  const [count, setCount] = useState(step);
  const [wanted, setWanted] = useDraft(`decided calls of ${server}`, '');
  const found = tools.filter(({ tool }) => tool.toLowerCase().includes(wanted.toLowerCase()));
  const [first] = tools;
  const isOne = tools.every(({ choice }) => choice === first?.choice);
  return (
    <>
      <div className="pb-setting-line">
        <span className="pb-strong">{t('all')}</span>
        <Choices label={t('all')} chosen={isOne ? first?.choice : undefined} onChoose={onChoose} />
      </div>
      {tools.length > step && (
        <TextInput
          size="xs"
          my="xs"
          aria-label={t('find')}
          placeholder={t('find')}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      )}
      <ul>
        {found.slice(0, count).map(({ tool, claim, choice }) => (
          <li key={tool} className="pb-setting-line" data-tool={tool}>
            <span className="pb-two-lines">
              <ExactText text={tool} />
              <span className="pb-hint">{t(`claim.${claim}`)}</span>
            </span>
            <Choices
              label={t('choice.of', { tool })}
              chosen={choice}
              onChoose={(next) => onChoose(next, tool)}
            />
          </li>
        ))}
      </ul>
      {found.length > count && (
        <Button size="compact-xs" variant="default" onClick={() => setCount(count + step)}>
          {t('more', { count: found.length - count })}
        </Button>
      )}
    </>
  );
}

/** The three choices; none is marked where tools differ. */
function Choices(props: {
  label: string;
  chosen: ToolChoice | undefined;
  onChoose: (choice: ToolChoice) => void;
}) {
  const { label, chosen, onChoose } = props;
  const t = useTexts(callTexts);
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={chosen ?? ''}
      onChange={(value) => {
        if (value !== '') onChoose(value);
      }}
      data={choices.map((value) => ({ value, label: t(`choice.${value}`) }))}
    />
  );
}
