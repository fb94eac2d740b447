import { Button } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';

import type { CompletionRef, Prompt } from '../../../../shared/domain/catalog.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { CompletedField } from '../../parts/offers/completed-field.tsx';
import { OfferHeader } from '../../parts/offers/offer-header.tsx';
import { RequestProblemPanel } from '../../parts/failures/request-problem-panel.tsx';
import { LastRun, RunningLine } from '../../parts/runs/run-line.tsx';
import { useRun } from '../../parts/runs/use-run.ts';
import { askPrompt, usePromptMemory } from './prompt-memory.ts';
import type { PromptDraft } from './prompt-memory.ts';
import { PromptMessages } from './prompt-messages.tsx';
import { promptsTexts } from './texts.ts';
import { own } from '../../../../shared/util/own.ts';

const emptyDraft: PromptDraft = { values: {}, isChecked: false };

/** One prompt: what it takes, and the messages it becomes. */
export function PromptDetail({ name, prompt }: { name: string; prompt: Prompt }) {
  const t = useTexts(promptsTexts);
  const client = useClient();
  const memory = usePromptMemory();
  const key = JSON.stringify([name, prompt.name]);
  const { draft, running, last } = useRun(memory, key);
  const { values, isChecked } = draft ?? emptyDraft;
  const fields = prompt.arguments ?? [];
  const isMissing = (field: (typeof fields)[number]) =>
    field.required === true && (own(values, field.name) ?? '') === '';
  const get = () => {
    memory.setDraft(key, { values, isChecked: true });
    if (!fields.some(isMissing)) memory.start(key, askPrompt(client, name, prompt.name, values));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    get();
  };
  const reference: CompletionRef = { type: 'ref/prompt', name: prompt.name };
  return (
    <article className="pb-offer-body" onKeyDown={onKeyDown}>
      <OfferHeader name={prompt.name} subtitle={prompt.title} description={prompt.description} />
      {fields.length > 0 && (
        <div className="pb-form">
          {fields.map((field) => (
            <CompletedField
              key={field.name}
              name={name}
              reference={reference}
              argument={field.name}
              description={field.description}
              isRequired={field.required === true}
              error={isChecked && isMissing(field) ? t('needed') : undefined}
              value={own(values, field.name) ?? ''}
              onChange={(value) =>
                memory.setDraft(key, { values: { ...values, [field.name]: value }, isChecked })
              }
            />
          ))}
        </div>
      )}
      <div className="pb-run-bar">
        <Button leftSection={<IconMessage2 size={15} />} disabled={running !== null} onClick={get}>
          {t('get')}
        </Button>
        <span className="pb-grow" />
        <LastRun verb="get" last={last} isRunning={running !== null} />
      </div>
      {running !== null && (
        <RunningLine name={name} {...running} onCancel={() => memory.cancel(key)} />
      )}
      <div className="pb-stale" data-stale={running !== null ? '' : undefined}>
        {last?.kind === 'failed' && <RequestProblemPanel name={name} problem={last.problem} />}
        {last?.kind === 'done' && (
          <PromptMessages key={last.endedAt} server={name} content={last.value} />
        )}
      </div>
    </article>
  );
}
