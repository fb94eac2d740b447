import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import type { PendingQuestion } from '../../../../shared/domain/question.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { questionTexts } from './texts.ts';

type PageQuestion = Extract<PendingQuestion, { mode: 'url' }>;

/** A page that a server asks to open: its whole address, whom it belongs to, and the way there. */
export function PageToOpen(props: {
  question: PageQuestion;
  decline: ReactNode;
  onOpen: () => void;
}) {
  const { question, decline, onOpen } = props;
  const t = useTexts(questionTexts);
  const { host } = new URL(question.url);
  return (
    <>
      <Address url={question.url} />
      <Text size="xs" c="dimmed">
        {t('words.url', { host })} {question.stage === 'to-visit' && t('visit.first')}
      </Text>
      <Group justify="flex-end" className="pb-dialog-foot">
        {decline}
        <Button onClick={onOpen}>{t('open', { host })}</Button>
      </Group>
    </>
  );
}

/** A page that is open in the browser, and what a person says when they have visited it. */
export function PageVisit(props: {
  question: PageQuestion;
  onAgain: () => void;
  onDone: () => void;
  onStop: () => void;
}) {
  const { question, onAgain, onDone, onStop } = props;
  const t = useTexts(questionTexts);
  const { host } = new URL(question.url);
  return (
    <>
      <Address url={question.url} />
      <Text size="sm" role="status">
        {t('visit.open', { host })}
      </Text>
      <Group justify="flex-end" className="pb-dialog-foot">
        <Button variant="subtle" mr="auto" onClick={onAgain}>
          {t('visit.again')}
        </Button>
        <Button variant="default" onClick={onStop}>
          {t('visit.stop')}
        </Button>
        <Button onClick={onDone}>{t('visit.done')}</Button>
      </Group>
    </>
  );
}

function Address({ url }: { url: string }) {
  return (
    <code className="pb-argv">
      <span className="pb-arg">
        <ExactText text={url} />
      </span>
    </code>
  );
}
