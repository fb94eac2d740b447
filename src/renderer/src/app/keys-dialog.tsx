import { useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { keysTexts } from './keys-texts.ts';

/** The keys that do something. */
export function KeysDialog() {
  const t = useTexts(keysTexts);
  const { ui } = useWindow();
  const command = /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  const lines = [
    [t('palette'), [command, 'K']],
    [t('add'), [command, 'N']],
    [t('search'), ['/']],
    [t('undo'), [command, 'Z']],
    [t('redo'), [command, 'Shift', 'Z']],
    [t('move'), ['↑', '↓', 'Home', 'End']],
    [t('open'), ['Enter']],
    [t('pages'), [command, '1 – 4']],
    [t('close'), ['Esc']],
    [t('keys'), ['?']],
  ] as const;
  return (
    <Dialog opened onClose={() => ui.setState({ overlay: null })} title={t('title')} size={420}>
      <dl className="pb-keys">
        {lines.map(([label, keys]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className="pb-key">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
