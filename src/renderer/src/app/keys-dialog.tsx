import { useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyCaps } from '../ui/key-caps.tsx';
import { keysTexts } from './keys-texts.ts';

/** The keys that do something. */
export function KeysDialog() {
  const t = useTexts(keysTexts);
  const { ui } = useWindow();
  const lines = [
    [t('palette'), 'Mod+K'],
    [t('add'), 'Mod+N'],
    [t('addNow'), 'Mod+Enter'],
    [t('search'), '/'],
    [t('search'), 'Mod+F'],
    [t('run'), 'Mod+Enter'],
    [t('nextProfile'), 'Mod+Shift+P'],
    [t('undo'), 'Mod+Z'],
    [t('redo'), 'Mod+Shift+Z'],
    [t('move'), '↑+↓+Home+End'],
    [t('open'), 'Enter'],
    [t('pages'), 'Mod+1 – 4'],
    [t('settings'), 'Mod+,'],
    [t('close'), 'Esc'],
    [t('keys'), '?'],
  ] as const;
  return (
    <Dialog opened onClose={() => ui.setState({ overlay: null })} title={t('title')} size={420}>
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
    </Dialog>
  );
}
