import type { AppChangeLine } from '../../../../shared/domain/connected-app.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { connectedAppsTexts } from './texts.ts';

const signs: Readonly<Record<AppChangeLine['kind'], string>> = {
  same: ' ',
  added: '+',
  removed: '−',
  'left-out': '…',
};

/** The lines a change puts into a file and takes out of it. */
export function ChangeDiff({ lines }: { lines: readonly AppChangeLine[] }) {
  const t = useTexts(connectedAppsTexts);
  return (
    <ol className="pb-change" aria-label={t('preview.lines')} tabIndex={0}>
      {lines.map(({ kind, line, text }, at) => (
        // A line has no name of its own, and the list never changes.
        <li key={at} data-kind={kind}>
          <span className="pb-change-number">{line}</span>
          <span className="pb-change-sign" aria-hidden="true">
            {signs[kind]}
          </span>
          {(kind === 'added' || kind === 'removed') && (
            <span className="pb-visually-hidden">{t(`line.${kind}`)} </span>
          )}
          <code>{text}</code>
        </li>
      ))}
    </ol>
  );
}
