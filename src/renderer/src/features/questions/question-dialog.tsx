import { Button, Group, Stack, Text } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import type { PendingQuestion } from '../../../../shared/domain/question.ts';
import { own } from '../../../../shared/util/own.ts';
import { useClient, useMirror, useServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useUndisturbed } from '../../parts/asking/use-undisturbed.ts';
import { WaitsNote } from '../../parts/asking/waits-note.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { MoreFields } from '../../ui/more-fields.tsx';
import { enteredValues, fieldsOf, initialValues, isChanged } from './form-fields.ts';
import type { FieldValues } from './form-fields.ts';
import { LeaveQuestion } from './leave-question.tsx';
import { PageToOpen, PageVisit } from './question-page.tsx';
import { QuestionField } from './question-field.tsx';
import { questionTexts } from './texts.ts';

/** What a server asks right now, one question after the other. */
export function QuestionDialog() {
  const questions = useMirror(({ snapshot }) => snapshot?.questions);
  const [first] = questions ?? [];
  if (first === undefined) return null;
  // A question of its own has fields of its own.
  return <Asked key={first.id} question={first} others={(questions?.length ?? 1) - 1} />;
}

function titleOf(question: PendingQuestion) {
  if (question.mode === 'form') return 'title';
  return question.stage === 'visiting' ? 'visit.title' : 'title.url';
}

type Problems = Readonly<Record<string, string>>;

/** How many fields are shown at first, and how many more each time. */
const stepFields = 50;

function Asked({ question, others }: { question: PendingQuestion; others: number }) {
  const t = useTexts(questionTexts);
  const client = useClient();
  const server = useServer(question.serverName)?.server.title ?? question.serverName;
  const [problems, setProblems] = useState<Problems>({});
  const [trouble, setTrouble] = useState<string>();
  const { id, mode } = question;
  const { mayOpen, open } = useUndisturbed();
  const [isBegun, setBegun] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const leave = () => void answer({ kind: 'cancelled' });

  const answer = async (said: Parameters<typeof client.questions.answer>[0]['answer']) => {
    const { error } = await safe(client.questions.answer({ id, answer: said }));
    if (!isDefinedError(error)) return setTrouble(undefined);
    if (error.code === 'QUESTION_GONE') return setTrouble(t('gone'));
    const found = error.data.problems.map(({ path, keyword }) => [
      path[0] ?? '',
      t(keyword === 'required' ? 'problem.required' : 'problem.other'),
    ]);
    setProblems(Object.fromEntries(found) as Problems);
    if (mode === 'url') setTrouble(t('notOpened'));
  };
  const accept = () => void answer({ kind: 'accepted', values: {} });
  const reopen = async () => {
    const { error } = await safe(client.questions.reopen({ id }));
    setTrouble(error === null ? undefined : t('notOpened'));
  };
  if (!mayOpen) {
    const words = { text: t('waits', { server }), hint: t('waits.hint'), answer: t('answer') };
    return <WaitsNote {...words} onAnswer={open} />;
  }
  const decline = (
    <Button variant="default" onClick={() => void answer({ kind: 'declined' })}>
      {t('decline')}
    </Button>
  );

  return (
    <Dialog
      opened
      // A second Escape goes back to the form, so that no key pressed twice throws it away.
      onClose={() => (isBegun ? setLeaving(!isLeaving) : leave())}
      closeOnClickOutside={false}
      title={t(titleOf(question), { server })}
      size={480}
    >
      <Text size="sm" className="pb-question">
        <ExactText text={question.message} isProse />
      </Text>
      {question.mode === 'form' && (
        <Form
          question={question}
          problems={problems}
          decline={decline}
          onBegin={setBegun}
          onSend={(values) => void answer({ kind: 'accepted', values })}
        />
      )}
      {question.mode === 'url' && question.stage !== 'visiting' && (
        <PageToOpen question={question} decline={decline} onOpen={accept} />
      )}
      {question.mode === 'url' && question.stage === 'visiting' && (
        <PageVisit
          question={question}
          onAgain={() => void reopen()}
          onDone={accept}
          onStop={() => void answer({ kind: 'cancelled' })}
        />
      )}
      {isLeaving && <LeaveQuestion onStay={() => setLeaving(false)} onLeave={leave} />}
      {trouble !== undefined && (
        <Text size="sm" c="red" mt="xs" role="alert">
          {trouble}
        </Text>
      )}
      {others > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('more', { count: others })}
        </Text>
      )}
    </Dialog>
  );
}

function Form(props: {
  question: Extract<PendingQuestion, { mode: 'form' }>;
  problems: Problems;
  decline: ReactNode;
  /** Told whether something was entered. */
  onBegin: (isBegun: boolean) => void;
  onSend: (values: Readonly<Record<string, unknown>>) => void;
}) {
  const { question, problems, decline, onBegin, onSend } = props;
  const t = useTexts(questionTexts);
  const start = useMemo(() => initialValues(question.schema), [question.schema]);
  const [values, setValues] = useState<FieldValues>(start);
  const fields = useMemo(() => fieldsOf(question.schema), [question.schema]);
  const [count, setCount] = useState(stepFields);
  // What is wrong must be seen, wherever it stands.
  const shown = fields.filter(({ name }, at) => at < count || own(problems, name) !== undefined);
  const left = fields.length - shown.length;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problems]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend(enteredValues(fields, values));
      }}
    >
      <Stack gap="sm" mt="md">
        {shown.map((field) => (
          <QuestionField
            key={field.name}
            field={field}
            value={own(values, field.name)}
            problem={own(problems, field.name)}
            onChange={(value) => {
              const next = { ...values, [field.name]: value };
              setValues(next);
              onBegin(isChanged(fields, start, next));
            }}
          />
        ))}
      </Stack>
      <MoreFields left={left} onMore={() => setCount(count + stepFields)} />
      <Text size="xs" c="dimmed" mt="md">
        {t('words')}
      </Text>
      <Group justify="flex-end" className="pb-dialog-foot">
        {decline}
        <Button type="submit">{t('send')}</Button>
      </Group>
    </form>
  );
}
