import { Button, TextInput } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { FormEvent } from 'react';

import type { ConnectionState, MissingSetup } from '../../../../shared/domain/connection-state.ts';
import {
  characterName,
  unsendableInPlace,
  unsendableInVariable,
} from '../../../../shared/domain/header-values.ts';
import { isPlainAddressWith } from '../../../../shared/domain/plain-address.ts';
import type { RecipientQuestion } from '../../../../shared/domain/recipient.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import type { SecretPlace } from '../../../../shared/domain/stored-secret.ts';
import { showServer } from '../../host/ui-store.ts';
import { useClient, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { PlainAddressNote } from '../../parts/addresses/plain-address-note.tsx';
import { RecipientPanel } from '../../parts/consent/recipient-panel.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { SecretInput } from '../../ui/secret-input.tsx';
import { ConsentStep } from './consent-step.tsx';
import { detailTexts } from './texts.ts';
import { own } from '../../../../shared/util/own.ts';

type UnsendableText = Extract<MissingSetup, { kind: 'text' }>;
type NeedsSetup = Extract<ConnectionState, { kind: 'needs-setup' }>;

/** What a server needs from a person before it can start, with the fields to give it. */
export function SetupPanel({ server, state }: { server: ServerView; state: NeedsSetup }) {
  const missing = state.missing.flatMap((item) => fieldOf(item, server) ?? []);
  const texts = state.missing.filter((item) => item.kind === 'text');
  const questions = state.missing.filter((item) => item.kind === 'recipient');
  const needsConsent = state.missing.some(({ kind }) => kind === 'consent');
  return (
    <div data-setup="">
      {missing.length > 0 && <MissingValues server={server} fields={missing} />}
      {texts.length > 0 && <UnsendableTexts server={server} items={texts} />}
      {questions.length > 0 && <Recipients server={server} questions={questions} />}
      {/* What is filled in belongs to what a person agrees to. */}
      {needsConsent && missing.length === 0 && <ConsentStep server={server} />}
    </div>
  );
}

function Recipients({
  server,
  questions,
}: {
  server: ServerView;
  questions: readonly RecipientQuestion[];
}) {
  const t = useTexts(detailTexts);
  const client = useClient();
  const report = useReporter();
  const recipients = questions.map(({ recipient }) => recipient);
  return (
    <RecipientPanel questions={questions}>
      <div className="pb-panel-actions">
        <Button
          onClick={() => report(client.servers.allowRecipients({ name: server.name, recipients }))}
        >
          {t('setup.recipient')}
        </Button>
      </div>
    </RecipientPanel>
  );
}

/** Plain text of the settings that cannot be sent, with the way to where it stands. */
function UnsendableTexts(props: { server: ServerView; items: readonly UnsendableText[] }) {
  const { server, items } = props;
  const t = useTexts(detailTexts);
  const { ui } = useWindow();
  return (
    <section className="pb-panel pb-panel-form" data-tone="violet">
      {items.map(({ place, unsendable }, index) => (
        <p key={index}>
          {t('setup.unsendable.in', {
            field: 'name' in place ? place.name : t('setup.key'),
            character: characterName(unsendable),
          })}
        </p>
      ))}
      <div className="pb-panel-actions">
        <Button onClick={() => showServer(ui, server.name, 'settings')}>
          {t('setup.settings')}
        </Button>
      </div>
    </section>
  );
}

/** A value to be given: of a variable, or a secret the vault does not have. */
interface Field {
  readonly id: string;
  readonly label: string | null;
  readonly description?: string | undefined;
  readonly isSecret: boolean;
  readonly variable?: string;
  readonly place?: SecretPlace;
  /** A character that kept the value that is there from being sent. */
  readonly unsendable?: string | undefined;
}

/** The character of what was typed for a field that no header can carry. */
function unsendableOf(server: ServerView, field: Field, value: string): string | undefined {
  const { variable, place } = field;
  if (variable !== undefined) return unsendableInVariable(server, variable, value);
  return place && unsendableInPlace(server, place, value);
}

/** Whether what was typed for a field leads to an address others can read on the way to. */
function isPlainIn({ transport }: ServerView, { variable }: Field, value: string): boolean {
  return variable !== undefined && isPlainAddressWith(transport, variable, value);
}

function fieldOf(item: MissingSetup, server: ServerView): Field | undefined {
  if (item.kind === 'consent' || item.kind === 'text' || item.kind === 'recipient') {
    return undefined;
  }
  if (item.kind === 'secret') {
    const { place, unsendable } = item;
    const label = 'name' in place ? place.name : null;
    return { id: JSON.stringify(place), label, isSecret: true, place, unsendable };
  }
  const variable = server.variables.find(({ name }) => name === item.name);
  return {
    id: item.name,
    label: item.title || item.name,
    description: variable?.description || undefined,
    isSecret: variable?.sensitive ?? true,
    variable: item.name,
    unsendable: item.unsendable,
  };
}

function MissingValues({ server, fields }: { server: ServerView; fields: readonly Field[] }) {
  const t = useTexts(detailTexts);
  const client = useClient();
  const report = useReporter();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const wrongIn = (field: Field) => unsendableOf(server, field, own(values, field.id) ?? '');
  const isComplete = fields.every(
    (field) => (own(values, field.id) ?? '') !== '' && wrongIn(field) === undefined,
  );
  const save = async () => {
    for (const { id, variable, place } of fields) {
      const value = own(values, id) ?? '';
      if (variable !== undefined)
        await client.variables.set({ name: server.name, variable, value });
      if (place !== undefined) await client.vault.enter({ server: server.name, place, value });
    }
    await client.connections.connect({ name: server.name });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) report(save());
  };
  return (
    <form className="pb-panel pb-panel-form" data-tone="violet" onSubmit={onSubmit}>
      {fields.map((field) => {
        const { id, label, isSecret, place, unsendable } = field;
        const wrong = wrongIn(field);
        const Input = isSecret ? SecretInput : TextInput;
        return (
          <Fragment key={id}>
            <Input
              label={label ?? t(place?.kind === 'client-secret' ? 'setup.client' : 'setup.key')}
              description={
                unsendable === undefined
                  ? field.description
                  : t('setup.unsendable', { character: characterName(unsendable) })
              }
              error={wrong && t('setup.unsendable', { character: characterName(wrong) })}
              value={own(values, id) ?? ''}
              autoComplete="off"
              onChange={({ target }) => setValues({ ...values, [id]: target.value })}
            />
            {isPlainIn(server, field, own(values, id) ?? '') && <PlainAddressNote />}
          </Fragment>
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
