import type { AppChangePreview } from '../../../../shared/domain/connected-app.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ChangeDiff } from './change-diff.tsx';
import { connectedAppsTexts } from './texts.ts';

/** What a change writes, runs or hands over. */
export function ChangePreview({ preview, title }: { preview: AppChangePreview; title: string }) {
  const t = useTexts(connectedAppsTexts);
  const { lines, command, by, change } = preview;
  return (
    <>
      {by === 'bundle' && (
        <p>{t(change === 'connect' ? 'preview.bundle' : 'preview.bundle.out', { title })}</p>
      )}
      {command !== null && (
        <>
          <p>{t('preview.command', { title })}</p>
          <pre className="pb-change pb-change-command" aria-label={t('preview.run')} tabIndex={0}>
            {command}
          </pre>
        </>
      )}
      {by === 'file' && <p>{lines.length === 0 ? t('preview.whole') : t('preview.text')}</p>}
      {lines.length > 0 && <ChangeDiff lines={lines} />}
      <Places preview={preview} />
    </>
  );
}

function Places({ preview }: { preview: AppChangePreview }) {
  const t = useTexts(connectedAppsTexts);
  const { place, linkTarget, isNewFile, removesFile, backupFolder, by } = preview;
  return (
    <dl className="pb-change-facts">
      <dt>{t('preview.file')}</dt>
      <dd>
        <code>{place}</code>
        {linkTarget !== null && <p>{t('preview.link', { target: linkTarget })}</p>}
        {isNewFile && by !== 'command' && <p>{t('preview.new')}</p>}
        {removesFile && <p>{t('preview.removes')}</p>}
      </dd>
      {backupFolder !== null && (
        <>
          <dt>{t('preview.backup')}</dt>
          <dd>
            <code>{backupFolder}</code>
          </dd>
        </>
      )}
    </dl>
  );
}

/** Which servers come here, and which stay. */
export function MovingServers({ preview, title }: { preview: AppChangePreview; title: string }) {
  const t = useTexts(connectedAppsTexts);
  const { moving, staying } = preview;
  return (
    <>
      <p>{t(moving.length === 0 ? 'move.none' : 'move.text', { title })}</p>
      <ul>
        {moving.map((one) => (
          <li key={one.title}>{one.isHere ? t('move.here', { title: one.title }) : one.title}</li>
        ))}
      </ul>
      {staying.length > 0 && <p>{t('move.staying', { names: staying.join(', ') })}</p>}
    </>
  );
}
