import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { useTexts } from '../../i18n/use-texts.ts';
import { PassByEnvironment } from '../consent/pass-by-environment.tsx';
import { useForm, useProblemAt } from './form-context.tsx';
import { formTexts } from './form-texts.ts';
import { withSecretsByEnvironment } from './secrets-by-environment.ts';

/** The arguments of a program, with the way to take a secret off the command line. */
export function ArgumentRows() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  const { args } = form;
  return (
    <fieldset className="pb-fieldset">
      <legend>{t('args')}</legend>
      {args.map((arg, index) => (
        <div key={index} className="pb-argument-row">
          <TextInput
            aria-label={t('args.one', { number: index + 1 })}
            className="pb-mono-input"
            value={arg}
            error={problemAt(`transport.args.${String(index)}`)}
            spellCheck={false}
            onChange={({ target }) =>
              change({ args: args.map((old, at) => (at === index ? target.value : old)) })
            }
          />
          <ActionIcon
            aria-label={t('remove')}
            onClick={() => change({ args: args.filter((_, at) => at !== index) })}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => change({ args: [...args, ''] })}
      >
        {t('args.add')}
      </Button>
      <SecretsInArguments />
    </fieldset>
  );
}

function SecretsInArguments() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const moved = withSecretsByEnvironment(form);
  if (moved === undefined) return null;
  return (
    <div role="status">
      <p className="pb-hint">{t('args.secret')}</p>
      <PassByEnvironment onClick={() => change({ args: moved.args, env: moved.env })} />
    </div>
  );
}
