import { useMemo } from 'react';

import type { PromptContent } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ContentParts, OmittedNote, useStep } from '../../parts/runs/content-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { messagesAsText, readMessages } from './read-messages.ts';
import { promptsTexts } from './texts.ts';

/** The messages a prompt became, each under its role. */
export function PromptMessages({ server, content }: { server: string; content: PromptContent }) {
  const t = useTexts(promptsTexts);
  const messages = useMemo(() => readMessages(content.messages), [content]);
  const { shown, more } = useStep(messages);
  const sayRole = (role: string) =>
    role === 'user' || role === 'assistant' ? t(`role.${role}`) : role;
  if (messages.length === 0) return <p className="pb-hint">{t('empty')}</p>;
  return (
    <>
      <div className="pb-result-top">
        <span className="pb-small">{content.description ?? t('messages')}</span>
        <span className="pb-grow" />
        <CopyButton text={() => messagesAsText(messages, sayRole)} />
      </div>
      <ol className="pb-messages" aria-label={t('messages')}>
        {shown.map(({ role, parts }, index) => (
          <li key={index} className="pb-message" data-role={role}>
            <p className="pb-message-role">{sayRole(role)}</p>
            <ContentParts parts={parts} server={server} />
          </li>
        ))}
      </ol>
      {more}
      <OmittedNote omitted={content.omitted} />
    </>
  );
}
