import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';

import { shortcutOf } from '../../../shared/domain/shortcuts.ts';
import { pressedKeys } from '../first-paint/command-key.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { KeyCaps } from '../ui/key-caps.tsx';
import { keysTexts } from './keys-texts.ts';

/** One action with its keys, and the button that waits for others. */
export function KeyRow(props: {
  label: string;
  shortcut: string;
  isUsual: boolean;
  /** Why the keys that were pressed are not its own. */
  refusal: string | null;
  onGive: (shortcut: string) => void;
  onUsual: () => void;
}) {
  const { label, shortcut, isUsual, refusal, onGive, onUsual } = props;
  const t = useTexts(keysTexts);
  const [isWaiting, setWaiting] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isWaiting || event.key === 'Tab') return setWaiting(false);
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setWaiting(false);
    const pressed = shortcutOf(pressedKeys(event));
    if (pressed === null) return;
    setWaiting(false);
    onGive(pressed);
  };
  return (
    <li>
      <span className="pb-grow">{label}</span>
      <KeyCaps shortcut={shortcut} />
      <Button
        size="compact-xs"
        variant={isWaiting ? 'filled' : 'default'}
        aria-label={isWaiting ? t('press') : t('change.of', { what: label })}
        // Escape ends the waiting and leaves the dialog open.
        data-mantine-stop-propagation={isWaiting ? 'true' : undefined}
        onClick={() => setWaiting(true)}
        onKeyDown={onKeyDown}
        onBlur={() => setWaiting(false)}
      >
        {t(isWaiting ? 'press' : 'change')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        disabled={isUsual}
        aria-label={t('usual.of', { what: label })}
        onClick={onUsual}
      >
        {t('usual')}
      </Button>
      {refusal !== null && (
        <p className="pb-form-error" role="alert">
          {refusal}
        </p>
      )}
    </li>
  );
}
