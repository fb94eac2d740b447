import './keys-dialog.css';

import { Button } from '@mantine/core';
import { useState } from 'react';

import {
  actionWith,
  isFree,
  shortcutActions,
  usualShortcuts,
} from '../../../shared/domain/shortcuts.ts';
import type { ShortcutAction } from '../../../shared/domain/shortcuts.ts';
import { useShortcuts } from '../host/use-shortcuts.ts';
import { useMirror, useWindow } from '../host/window-context.tsx';
import { usePhrases, useTexts } from '../i18n/use-texts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyCaps } from '../ui/key-caps.tsx';
import { keysOf } from '../ui/keys-of.ts';
import { useReporter } from '../ui/use-reporter.ts';
import { KeyRow } from './key-row.tsx';
import { keysTexts } from './keys-texts.ts';

/** Why keys were not given to an action. */
interface Refusal {
  readonly action: ShortcutAction;
  readonly words: string;
}

/** The keys that do something; those that work everywhere can be changed. */
export function KeysDialog() {
  const t = useTexts(keysTexts);
  const { host, ui } = useWindow();
  const report = useReporter();
  const shortcuts = useShortcuts();
  const chosen = useMirror(({ snapshot }) => snapshot?.settings.shortcuts) ?? {};
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const labelOf = useLabels();
  const save = (next: typeof chosen) => {
    setRefusal(null);
    report(host.client.settings.update({ shortcuts: next }));
  };
  const give = (action: ShortcutAction, shortcut: string) => {
    const other = actionWith(shortcut, shortcuts, action);
    const keys = keysOf(shortcut).join(' + ');
    if (other !== undefined) {
      setRefusal({ action, words: t('refused.taken', { keys, what: labelOf(other) }) });
    } else if (!isFree(shortcut)) setRefusal({ action, words: t('refused.notFree', { keys }) });
    else {
      const others = Object.entries(chosen).filter(([one]) => one !== action);
      const isUsual = shortcut === usualShortcuts[action];
      save(Object.fromEntries(isUsual ? others : [...others, [action, shortcut]]));
    }
  };
  return (
    <Dialog opened onClose={() => ui.setState({ overlay: null })} title={t('title')} size={560}>
      <ul className="pb-key-rows" aria-label={t('title')}>
        {shortcutActions.map((action) => (
          <KeyRow
            key={action}
            label={labelOf(action)}
            shortcut={shortcuts[action]}
            isUsual={shortcuts[action] === usualShortcuts[action]}
            refusal={refusal?.action === action ? refusal.words : null}
            onGive={(shortcut) => give(action, shortcut)}
            onUsual={() => give(action, usualShortcuts[action])}
          />
        ))}
      </ul>
      <Button
        variant="default"
        size="compact-sm"
        mt="sm"
        disabled={Object.keys(chosen).length === 0}
        onClick={() => save({})}
      >
        {t('usual.all')}
      </Button>
      <FixedKeys />
    </Dialog>
  );
}

/** What each action is called. */
function useLabels(): (action: ShortcutAction) => string {
  const t = useTexts(keysTexts);
  const say = usePhrases();
  return (action) => {
    switch (action) {
      case 'search-quickly':
        return t('searchQuickly');
      case 'move-up':
        return t('moveUp');
      case 'move-down':
        return t('moveDown');
      case 'next-profile':
        return t('nextProfile');
      case 'servers':
      case 'tools':
      case 'activity':
      case 'apps':
        return say({ key: `nav.${action}` });
      default:
        return t(action);
    }
  };
}

function FixedKeys() {
  const t = useTexts(keysTexts);
  const lines = [
    [t('run'), 'Mod+Enter'],
    [t('addNow'), 'Mod+Enter'],
    [t('move'), '↑+↓+Home+End'],
    [t('several'), 'Shift+↑+↓'],
    [t('several'), 'Mod+Space'],
    [t('open'), 'Enter'],
    [t('close'), 'Esc'],
  ] as const;
  return (
    <>
      <h3 className="pb-key-heading">{t('fixed')}</h3>
      <dl className="pb-keys">
        {lines.map(([label, shortcut]) => (
          <div key={`${label} ${shortcut}`}>
            <dt>{label}</dt>
            <dd>
              <KeyCaps shortcut={shortcut} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
