import { Button } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';

import type { RecipientQuestion } from '../../../../shared/domain/recipient.ts';
import type { LaunchPreview, Problem, ServerView } from '../../../../shared/domain/server.ts';
import { showServer } from '../../host/ui-store.ts';
import { useClient, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ConsentPanel } from '../../parts/consent/consent-panel.tsx';
import { RecipientPanel } from '../../parts/consent/recipient-panel.tsx';
import { useEditDraft } from '../../parts/server-form/edit-drafts.ts';
import { toEdit } from '../../parts/server-form/form-model.ts';
import type { ServerForm } from '../../parts/server-form/form-model.ts';
import { withSecretsByEnvironment } from '../../parts/server-form/secrets-by-environment.ts';
import { ServerFormFields } from '../../parts/server-form/server-form-fields.tsx';
import { useAskedField } from '../../ui/use-asked-field.ts';
import { useShowRefused } from '../../ui/use-show-refused.ts';
import { useExplain } from '../../ui/use-reporter.ts';
import { settingsTabTexts } from './texts.ts';

/** The form of a saved server. A changed launch is shown once more before it is saved. */
export function EditForm({ server }: { server: ServerView }) {
  const t = useTexts(settingsTabTexts);
  const { ui } = useWindow();
  const { original, form, setForm } = useEditDraft(server);
  const { save, isSaving, problems, preview, questions, reset, message } = useSaving(
    server.name,
    () => setForm(null),
  );
  const place = useRef<HTMLFormElement>(null);
  useShowRefused(place, problems);
  useAskedField(server.name, place);
  const isDirty = JSON.stringify(toEdit(form)) !== JSON.stringify(toEdit(original));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save(toEdit(form));
  };
  if (preview !== null) {
    const moved = withSecretsByEnvironment(form);
    const pass = (changed: ServerForm) => {
      setForm(changed);
      void save(toEdit(changed));
    };
    return (
      <ConsentPanel preview={preview} onPassByEnvironment={moved && (() => pass(moved))}>
        <p>{t('changed')}</p>
        <div className="pb-panel-actions">
          <Button
            loading={isSaving}
            onClick={() => void save(toEdit(form), { consent: preview.consent })}
          >
            {t('allow')}
          </Button>
          <Button variant="default" onClick={reset}>
            {t('back')}
          </Button>
        </div>
      </ConsentPanel>
    );
  }
  if (questions.length > 0) {
    const recipients = questions.map(({ recipient }) => recipient);
    return (
      <RecipientPanel questions={questions}>
        <div className="pb-panel-actions">
          <Button loading={isSaving} onClick={() => void save(toEdit(form), { recipients })}>
            {t('recipient.allow')}
          </Button>
          <Button
            variant="default"
            disabled={isSaving}
            onClick={() => void save(toEdit(form), { forgetsSecrets: true })}
          >
            {t('recipient.forget')}
          </Button>
          <Button variant="subtle" onClick={reset}>
            {t('back')}
          </Button>
        </div>
      </RecipientPanel>
    );
  }
  return (
    <form ref={place} noValidate onSubmit={onSubmit}>
      <ServerFormFields
        form={form}
        problems={problems}
        onChange={setForm}
        onAccess={() => showServer(ui, server.name, 'access')}
      />
      {message !== '' && (
        <p className="pb-problems" role="alert">
          {message}
        </p>
      )}
      <div className="pb-save-bar">
        <Button type="submit" size="sm" disabled={!isDirty} loading={isSaving}>
          {t('save')}
        </Button>
        <Button
          variant="subtle"
          size="sm"
          disabled={!isDirty}
          onClick={() => {
            setForm(null);
            reset();
          }}
        >
          {t('discard')}
        </Button>
      </div>
    </form>
  );
}

/** What a person answered when they were shown what the save would do. */
interface Answer {
  readonly consent?: string;
  readonly recipients?: string[];
  readonly forgetsSecrets?: boolean;
}

function useSaving(name: string, onSaved: (server: ServerView) => void) {
  const client = useClient();
  const explain = useExplain();
  const [isSaving, setSaving] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [preview, setPreview] = useState<LaunchPreview | null>(null);
  const [questions, setQuestions] = useState<readonly RecipientQuestion[]>([]);
  const [message, setMessage] = useState('');
  const reset = () => {
    setProblems([]);
    setPreview(null);
    setQuestions([]);
    setMessage('');
  };
  const save = async (draft: ReturnType<typeof toEdit>, answer: Answer = {}) => {
    setSaving(true);
    const { error, data } = await safe(client.servers.update({ name, draft, ...answer }));
    setSaving(false);
    reset();
    if (error === null) {
      onSaved(data);
      return;
    }
    if (isDefinedError(error) && error.code === 'INVALID') setProblems(error.data.problems);
    else if (isDefinedError(error) && error.code === 'CONSENT_REQUIRED') {
      setPreview(error.data.preview);
    } else if (isDefinedError(error) && error.code === 'RECIPIENT_CHANGED') {
      setQuestions(error.data.questions);
    } else setMessage(explain(error));
  };
  return { save, isSaving, problems, preview, questions, reset, message };
}
