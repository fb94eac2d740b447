import { useTexts } from '../../i18n/use-texts.ts';
import { addressTexts } from './address-texts.ts';

/** Says that what is sent to this address can be read on the way. */
export function PlainAddressNote() {
  const t = useTexts(addressTexts);
  return (
    <ul className="pb-problems" role="status">
      <li data-severity="warning">{t('plain')}</li>
    </ul>
  );
}
