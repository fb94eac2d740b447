import { Button, TextInput } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { useState } from 'react';

import { handlePattern } from '../../../../shared/domain/handle.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { serverPlace } from '../../parts/server-form/server-place.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { settingsTabTexts } from './texts.ts';

/** What a server is called in front of its tools in AI apps, and calling it something else. */
export function HandleSection({ server }: { server: ServerView }) {
  const t = useTexts(settingsTabTexts);
  const client = useClient();
  const [text, setText] = useDraft(serverPlace(server, 'handle'), server.handle ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    if (!handlePattern.test(text)) return setProblem(t('handle.invalid'));
    try {
      await client.servers.setHandle({ name: server.name, handle: text });
      setProblem(null);
    } catch (error) {
      const isTaken = error instanceof ORPCError && error.code === 'INVALID';
      setProblem(t(isTaken ? 'handle.taken' : 'handle.failed'));
    }
  };
  return (
    <form
      className="pb-handle"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t('handle')}
        description={t('handle.hint', { example: `${text === '' ? '…' : text}_search` })}
        maxLength={40}
        spellCheck={false}
        error={problem}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setProblem(null);
        }}
      />
      <Button type="submit" variant="default" disabled={text === server.handle}>
        {t('handle.save')}
      </Button>
    </form>
  );
}
