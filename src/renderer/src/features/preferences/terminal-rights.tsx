import { useTexts } from '../../i18n/use-texts.ts';
import { RightsButton } from '../../parts/app-rights/rights-button.tsx';
import { appsSectionTexts } from './apps-section-texts.ts';

/** What commands in a terminal see. */
export function TerminalRights() {
  const t = useTexts(appsSectionTexts);
  return (
    <div className="pb-setting-line">
      <span>
        <span>{t('terminal')}</span>
        <span className="pb-hint">{t('terminal.hint')}</span>
      </span>
      <RightsButton caller="command" title={t('terminal')} variant="default" />
    </div>
  );
}
