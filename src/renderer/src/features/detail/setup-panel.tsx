import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';

import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ConsentPanel } from '../../ui/consent-panel.tsx';
import { useLaunchPreview } from '../../ui/use-consent.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { detailTexts } from './texts.ts';

type NeedsSetup = Extract<ConnectionState, { kind: 'needs-setup' }>;

/** What a server needs from a person before it can start, with the fields to give it. */
export function SetupPanel({ server, state }: { server: ServerView; state: NeedsSetup }) {
  const missing = state.missing.flatMap((item) => (item.kind === 'variable' ? [item.name] : []));
  const needsConsent = state.missing.some(({ kind }) => kind === 'consent');
  return (
    <div data-setup="">
      {missing.length > 0 && <MissingValues server={server} names={missing} />}
      {needsConsent && <Consent server={server} />}
    </div>
  );
}

function Consent({ server }: { server: ServerView }) {
  const t = useTexts(detailTexts);
  const client = useClient();
  const report = useReporter();
  const preview = useLaunchPreview(server.name, server.updatedAt, true);
  if (preview === null) return null;
  return (
    <ConsentPanel preview={preview}>
      <div className="pb-panel-actions">
        <Button
          onClick={() =>
            report(client.servers.consent({ name: server.name, consent: preview.consent }))
          }
        >
          {t('setup.allow')}
        </Button>
      </div>
    </ConsentPanel>
  );
}

function MissingValues({ server, names }: { server: ServerView; names: readonly string[] }) {
  const t = useTexts(detailTexts);
  const client = useClient();
  const report = useReporter();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const variables = server.variables.filter(({ name }) => names.includes(name));
  const isComplete = variables.every(({ name }) => (values[name] ?? '') !== '');
  const save = async () => {
    for (const { name: variable } of variables) {
      await client.variables.set({ name: server.name, variable, value: values[variable] ?? '' });
    }
    await client.connections.connect({ name: server.name });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) report(save());
  };
  return (
    <form className="pb-panel pb-panel-form" data-tone="violet" onSubmit={onSubmit}>
      {variables.map(({ name, title, description, sensitive }) => {
        const Field = sensitive ? PasswordInput : TextInput;
        return (
          <Field
            key={name}
            label={title || name}
            description={description || undefined}
            value={values[name] ?? ''}
            autoComplete="off"
            onChange={({ target }) => setValues({ ...values, [name]: target.value })}
          />
        );
      })}
      <div className="pb-panel-actions">
        <Button type="submit" disabled={!isComplete}>
          {t('setup.save')}
        </Button>
      </div>
    </form>
  );
}
