import { Button } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import type { ReactNode } from 'react';

import type { ConnectionStateKind } from '../../../../shared/domain/connection-state.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { useClient } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { toEdit, toForm } from '../../parts/server-form/form-model.ts';
import type { ServerForm } from '../../parts/server-form/form-model.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { endpointAt } from './endpoint-at.ts';
import { detailTexts } from './texts.ts';

/** A program that speaks MCP after a greeting does so within this time, ms. */
const greetingMs = 1_500;

/** What a server is reached by in place of its settings, or might be, with the button that does it. */
export function OtherTransport({ known: { server, state } }: { known: KnownServer }) {
  if (state.kind === 'ready' && state.reachedBy === 'sse') return <SpeaksSse server={server} />;
  if (state.kind !== 'connecting' || state.printed === undefined) return null;
  return <Prints server={server} startedAt={state.startedAt} {...state.printed} />;
}

function SpeaksSse({ server }: { server: ServerView }) {
  const t = useTexts(detailTexts);
  return (
    <Note kind="ready" title={t('other.sse.title')}>
      <p>{t('other.sse.text')}</p>
      <div className="pb-panel-actions">
        <Adopt server={server} change={{ type: 'sse' }} label={t('other.sse.keep')} />
      </div>
    </Note>
  );
}

function Prints(props: {
  server: ServerView;
  startedAt: number;
  words: string;
  address?: string | undefined;
}) {
  const { server, startedAt, words, address } = props;
  const t = useTexts(detailTexts);
  const nowMs = useNow(true);
  if (nowMs < startedAt + greetingMs) return null;
  return (
    <Note kind="connecting" title={t('other.prints.title')}>
      <PrintedWords words={words} />
      <p>{t('other.prints.wait')}</p>
      {address !== undefined && (
        <div className="pb-panel-actions">
          <UseAddress server={server} address={address} />
        </div>
      )}
    </Note>
  );
}

/** The first words of a program that does not speak MCP. */
export function PrintedWords({ words }: { words: string }) {
  return (
    <p>
      <code>
        <ExactText text={words} />
      </code>
    </p>
  );
}

/** Reaches the server at the address its program names, instead of starting it. */
export function UseAddress({ server, address }: { server: ServerView; address: string }) {
  const t = useTexts(detailTexts);
  const url = endpointAt(address);
  return (
    <>
      <Adopt
        server={server}
        change={{ type: 'streamable-http', url }}
        label={t('other.address.use', { url })}
      />
      <span className="pb-hint">{t('other.address.hint')}</span>
    </>
  );
}

/** The address stands on the button: the click on it is the agreement to go there. */
function Adopt(props: { server: ServerView; change: Partial<ServerForm>; label: string }) {
  const { server, change, label } = props;
  const { name } = server;
  const client = useClient();
  const report = useReporter();
  const adopt = async () => {
    const draft = toEdit({ ...toForm(server), ...change });
    const { error } = await safe(client.servers.update({ name, draft }));
    if (isDefinedError(error) && error.code === 'CONSENT_REQUIRED') {
      const { consent } = error.data.preview;
      await client.servers.update({ name, draft, consent });
    } else if (error !== null) throw error;
  };
  return (
    <Button size="compact-xs" onClick={() => report(adopt())}>
      {label}
    </Button>
  );
}

function Note(props: { kind: ConnectionStateKind; title: string; children: ReactNode }) {
  const { kind, title, children } = props;
  return (
    <section className="pb-panel" data-tone="grey" role="status">
      <span className="pb-panel-icon">
        <StateGlyph shape={glyphFor(kind)} size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}
