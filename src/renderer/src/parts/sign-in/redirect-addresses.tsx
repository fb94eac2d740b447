import { redirectAddresses } from '../../../../shared/domain/redirect-addresses.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { redirectTexts } from './redirect-texts.ts';

/** The redirect addresses in the order in which services take them most. */
export const redirectOrder = ['deep-link', 'loopback', 'localhost'] as const;

/** What to enter where a client is registered by hand; one of them is enough. */
export function RedirectAddresses() {
  const t = useTexts(redirectTexts);
  return (
    <div className="pb-redirects" role="group" aria-label={t('title')}>
      <p>{t('title')}</p>
      <ul>
        {redirectOrder.map((way) => (
          <li key={way}>
            <code>{redirectAddresses[way]}</code>
            <CopyButton
              text={() => redirectAddresses[way]}
              label={t('copy', { address: redirectAddresses[way] })}
            />
          </li>
        ))}
      </ul>
      <p>{t('hint')}</p>
    </div>
  );
}
