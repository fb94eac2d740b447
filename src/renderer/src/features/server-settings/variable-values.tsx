import { Button, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { FormEvent } from 'react';

import { characterName, unsendableInVariable } from '../../../../shared/domain/header-values.ts';
import { isPlainAddressWith } from '../../../../shared/domain/plain-address.ts';
import type { ServerView, Variable } from '../../../../shared/domain/server.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { PlainAddressNote } from '../../parts/addresses/plain-address-note.tsx';
import { serverPlace } from '../../parts/server-form/server-place.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { SecretInput } from '../../ui/secret-input.tsx';
import { settingsTabTexts } from './texts.ts';
import { own } from '../../../../shared/util/own.ts';

/** The values a person filled in; they can be replaced and cleared, never read. */
export function VariableValues({ server }: { server: ServerView }) {
  const t = useTexts(settingsTabTexts);
  const client = useClient();
  const [flags, setFlags] = useState<Readonly<Record<string, boolean>>>({});
  const refresh = useCallback(async () => {
    setFlags(await client.variables.flags({ name: server.name }));
  }, [client, server.name]);
  useEffect(() => {
    refresh().catch(() => undefined);
  }, [refresh, server.updatedAt]);
  return (
    <fieldset className="pb-fieldset">
      <legend>{t('values')}</legend>
      {server.variables.map((variable) => (
        <ValueLine
          key={variable.name}
          server={server}
          variable={variable}
          isSet={own(flags, variable.name) === true}
          onChanged={refresh}
        />
      ))}
    </fieldset>
  );
}

/** What stands in the field while nothing was filled in. */
function emptyText(variable: Variable, t: SayText<typeof settingsTabTexts.words.en>): string {
  if (variable.default !== undefined) return t('value.default', { value: variable.default });
  return t(variable.optional === true ? 'value.optional' : 'value.isNotSet');
}

function ValueLine(props: {
  server: ServerView;
  variable: Variable;
  isSet: boolean;
  onChanged: () => Promise<void>;
}) {
  const { server, variable, isSet, onChanged } = props;
  const t = useTexts(settingsTabTexts);
  const client = useClient();
  const report = useReporter();
  const profile = useMirror(({ snapshot }) => snapshot?.profiles.activeId ?? '');
  // What is filled in for one profile is no other's.
  const place = serverPlace(server, `value ${variable.name} ${profile}`);
  const [value, setValue] = useDraft(place, '');
  const Field = variable.sensitive ? SecretInput : TextInput;
  const target = { name: server.name, variable: variable.name };
  const wrong = unsendableInVariable(server, variable.name, value);
  const isPlain = isPlainAddressWith(server.transport, variable.name, value);
  const set = async () => {
    await client.variables.set({ ...target, value });
    setValue('');
    await onChanged();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== '' && wrong === undefined) report(set());
  };
  return (
    <form className="pb-variable-line" onSubmit={onSubmit}>
      <Field
        label={variable.title || variable.name}
        description={variable.description || undefined}
        error={wrong && t('value.unsendable', { character: characterName(wrong) })}
        placeholder={isSet ? t('value.isSet') : emptyText(variable, t)}
        value={value}
        autoComplete="off"
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={value === '' || wrong !== undefined}>
        {t(isSet ? 'value.replace' : 'value.set')}
      </Button>
      <Button
        variant="subtle"
        color="red"
        disabled={!isSet}
        onClick={() => report(client.variables.clear(target).then(onChanged))}
      >
        {t('value.clear')}
      </Button>
      {isPlain && <PlainAddressNote />}
    </form>
  );
}
