import { Button, Input } from '@mantine/core';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';

import type { ImportFind } from '../../../../shared/domain/import.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { ProfileAvatar } from '../../ui/profile-avatar.tsx';
import { SecretInput } from '../../ui/secret-input.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { importTexts } from './texts.ts';
import type { Importing } from './use-import.ts';

/** What else a file of Patchbay's own holds: profiles, and secrets behind a passphrase. */
export function MovedPanel({ find, importing }: { find: ImportFind; importing: Importing }) {
  const t = useTexts(importTexts);
  const profiles = importing.plan?.profiles.filter(({ findId }) => findId === find.id) ?? [];
  return (
    <div className="pb-moved">
      <ul className="pb-moved-profiles" aria-label={t('profiles')}>
        {profiles.map((profile) => (
          <li key={profile.title}>
            <ProfileAvatar profile={profile} />
            <ExactText text={profile.title} />
            <span className="pb-hint">{t(profile.isHere ? 'profile.here' : 'profile.new')}</span>
          </li>
        ))}
      </ul>
      {find.lock === 'locked' && <Unlock find={find} importing={importing} />}
      {find.lock === 'open' && (
        <p className="pb-hint" role="status">
          {t('secrets.open')}
        </p>
      )}
      {find.lock === 'none' && <p className="pb-hint">{t('secrets.none')}</p>}
    </div>
  );
}

function Unlock({ find, importing }: { find: ImportFind; importing: Importing }) {
  const t = useTexts(importTexts);
  const id = useId();
  const [passphrase, setPassphrase] = useDraft(`unlock ${find.place}`, '');
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '') return;
    setBusy(true);
    const outcome = await importing.unlock(find.id, passphrase);
    setBusy(false);
    setWrong(outcome === 'wrong');
    if (outcome === 'open') setPassphrase('');
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <Input.Wrapper
        id={id}
        label={t('passphrase')}
        description={t('passphrase.hint')}
        error={isWrong ? t('passphrase.wrong') : undefined}
      >
        <div className="pb-moved-line">
          <SecretInput
            id={id}
            aria-describedby={`${id}-description ${id}-error`}
            autoComplete="off"
            maxLength={1_024}
            value={passphrase}
            error={isWrong}
            onChange={({ target }) => {
              setPassphrase(target.value);
              setWrong(false);
            }}
          />
          <Button type="submit" variant="default" loading={isBusy}>
            {t('unlock')}
          </Button>
        </div>
      </Input.Wrapper>
    </form>
  );
}
