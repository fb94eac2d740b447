import { Button } from '@mantine/core';
import { useRef, useState } from 'react';

import { durationPhrase } from '../../../../shared/domain/server-sentence.ts';
import type { SignIn } from '../../../../shared/domain/sign-in.ts';
import { useClient } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useNow } from '../../ui/use-now.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { PasteAnswer } from './paste-answer.tsx';
import { signInTexts } from './sign-in-texts.ts';
import { useBegin } from './use-sign-in.ts';
import { useHeldFocus } from './use-held-focus.ts';

/** How long a sign-in stays open, and when it is time to ask whether something went wrong, ms. */
const flowMs = 10 * 60_000;
const longAfterMs = 20_000;

type Pending = Extract<SignIn, { kind: 'pending' }>;

/** A sign-in that is open in the browser: what happens, how long, and what helps if it hangs. */
export function WaitingPanel({ name, signIn }: { name: string; signIn: Pending }) {
  const { flowId, via, expiresAt, isOpened, host } = signIn;
  const t = useTexts(signInTexts);
  const say = usePhrases();
  const panel = useRef<HTMLElement>(null);
  const [isPasting, setPasting] = useDraft(`pasting ${flowId}`, false);
  useHeldFocus(panel);
  const nowMs = useNow(true);
  const isLong = isOpened && nowMs >= expiresAt - flowMs + longAfterMs;
  const time = say(durationPhrase(expiresAt - nowMs));
  const title = t(isOpened ? 'waiting.title' : 'closed.title');
  return (
    <section
      ref={panel}
      className="pb-panel pb-waiting"
      data-tone={isOpened ? 'violet' : 'yellow'}
      aria-label={title}
      tabIndex={-1}
    >
      <span className="pb-panel-icon">
        <StateGlyph shape={glyphFor('signing-in')} size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{title}</h2>
        <p>{t('waiting.host', { host })}</p>
        {isOpened && <p>{t(`waiting.${via}`)}</p>}
        <p>{t(isOpened ? 'waiting.left' : 'closed.text', { time })}</p>
        {isLong && <p role="status">{t('waiting.long')}</p>}
        <Actions
          name={name}
          signIn={signIn}
          isPasting={isPasting}
          onPaste={() => setPasting(!isPasting)}
        />
        {isPasting && <PasteAnswer place={`answer ${flowId}`} via={via} />}
      </div>
    </section>
  );
}

function Actions(props: {
  name: string;
  signIn: Pending;
  isPasting: boolean;
  onPaste: () => void;
}) {
  const { name, signIn, isPasting, onPaste } = props;
  const { via, isOpened } = signIn;
  const t = useTexts(signInTexts);
  const client = useClient();
  const report = useReporter();
  const { begin, isBeginning } = useBegin(name);
  const [hasSwitched, setSwitched] = useState(false);
  // Once both ways led nowhere, what was registered before may be at fault.
  const tryOther = () => {
    begin({ via: via === 'deep-link' ? 'loopback' : 'deep-link', isFresh: hasSwitched });
    setSwitched(true);
  };
  return (
    <div className="pb-panel-actions">
      {!isOpened && <CopyLink name={name} variant="filled" />}
      <Button size="compact-xs" variant="default" loading={isBeginning} onClick={() => begin()}>
        {t(isOpened ? 'open' : 'openFirst')}
      </Button>
      {isOpened && <CopyLink name={name} variant="default" />}
      <Button size="compact-xs" variant="default" aria-expanded={isPasting} onClick={onPaste}>
        {t('paste')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title={t('other.hint')}
        disabled={isBeginning}
        onClick={tryOther}
      >
        {t('other')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => report(client.signIn.cancel({ name }))}
      >
        {t('cancel')}
      </Button>
    </div>
  );
}

function CopyLink({ name, variant }: { name: string; variant: 'filled' | 'default' }) {
  const t = useTexts(signInTexts);
  const client = useClient();
  const report = useReporter();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const { url } = await client.signIn.link({ name });
    if (url === null) return;
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <Button size="compact-xs" variant={variant} onClick={() => report(copy())}>
      {t(isCopied ? 'copied' : 'copy')}
    </Button>
  );
}
