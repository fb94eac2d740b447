import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { ConnectionStateKind } from '../../../../shared/domain/connection-state.ts';
import type { Failure } from '../../../../shared/domain/failure.ts';
import { failureHelpPhrase, failureTitlePhrase } from '../../../../shared/i18n/failure-phrase.ts';
import { useClient } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';

/** Why something does not work, what happens next, and the error itself one click away. */
export function FailurePanel(props: {
  kind: ConnectionStateKind;
  failure: Failure;
  /** What happens next, and when. */
  next?: ReactNode;
  /** The server it is about. */
  server: string;
  /** More buttons. */
  children?: ReactNode;
}) {
  const { kind, failure, next, server, children } = props;
  const client = useClient();
  const report = useReporter();
  const say = usePhrases();
  const t = useTexts(uiTexts);
  const [isOpen, setOpen] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const shape = glyphFor(kind);
  // Main puts the report together, since it knows what is a secret.
  const copy = async () => {
    const { text } = await client.servers.report({ name: server });
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <section className="pb-panel" data-tone={shape.tone} role="alert">
      <span className="pb-panel-icon">
        <StateGlyph shape={shape} size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{say(failureTitlePhrase(failure))}</h2>
        <p>{say(failureHelpPhrase(failure))}</p>
        {next}
        <div className="pb-panel-actions">
          {children}
          <Button size="compact-xs" variant="default" onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'error.hide' : 'error.show')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => report(copy())}>
            {t(isCopied ? 'copied' : 'report.copy')}
          </Button>
        </div>
        {isOpen && <pre className="pb-error-text">{failure.detail}</pre>}
      </div>
    </section>
  );
}
