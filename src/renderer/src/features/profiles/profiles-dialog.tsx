import { Button, Group } from '@mantine/core';
import { useCallback, useState } from 'react';

import type { Profile, ProfileDraft } from '../../../../shared/domain/profile.ts';
import { useClient, useMirror, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProfileAvatar } from '../../ui/profile-avatar.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { ProfileForm } from './profile-form.tsx';
import { ProfileRemovalPanel } from './profile-removal.tsx';
import { ServersElsewhere } from './servers-elsewhere.tsx';
import { profilesTexts } from './texts.ts';

type Doing =
  | { readonly kind: 'looking' }
  | { readonly kind: 'making' }
  | { readonly kind: 'editing' | 'copying' | 'removing'; readonly profile: Profile };

/** All profiles: put in use, make, change, copy, remove. */
export function ProfilesDialog() {
  const t = useTexts(profilesTexts);
  const { ui } = useWindow();
  const [doing, setDoing] = useState<Doing>({ kind: 'looking' });
  const look = useCallback(() => setDoing({ kind: 'looking' }), []);
  return (
    <Dialog opened onClose={() => ui.setState({ overlay: null })} title={t('title')} size={560}>
      {doing.kind === 'looking' ? (
        <ProfileList onDo={setDoing} />
      ) : (
        <Work doing={doing} onDone={look} />
      )}
    </Dialog>
  );
}

function ProfileList({ onDo }: { onDo: (doing: Doing) => void }) {
  const t = useTexts(profilesTexts);
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles);
  return (
    <>
      <p className="pb-hint">{t('intro')}</p>
      <ul className="pb-profile-list" aria-label={t('title')}>
        {profiles?.all.map((profile) => (
          <ProfileLine
            key={profile.id}
            profile={profile}
            isActive={profile.id === profiles.activeId}
            onDo={onDo}
          />
        ))}
      </ul>
      {profiles !== undefined && <ServersElsewhere profiles={profiles} />}
      <Group justify="flex-end" mt="md">
        <Button onClick={() => onDo({ kind: 'making' })}>{t('new')}</Button>
      </Group>
    </>
  );
}

function ProfileLine(props: { profile: Profile; isActive: boolean; onDo: (doing: Doing) => void }) {
  const t = useTexts(profilesTexts);
  const client = useClient();
  const report = useReporter();
  const { profile, isActive, onDo } = props;
  const { id, title } = profile;
  return (
    <li data-profile={id}>
      <ProfileAvatar profile={profile} />
      <span className="pb-wide pb-strong">{title}</span>
      {isActive ? (
        <span className="pb-hint">{t('inUse')}</span>
      ) : (
        <Button
          size="compact-sm"
          variant="light"
          aria-label={`${t('use')} ${title}`}
          onClick={() => report(client.profiles.activate({ id }))}
        >
          {t('use')}
        </Button>
      )}
      {(['editing', 'copying', 'removing'] as const).map((kind) => {
        const word = t(kind === 'editing' ? 'edit' : kind === 'copying' ? 'copy' : 'remove');
        if (kind === 'removing' && isActive) return null;
        return (
          <Button
            key={kind}
            size="compact-sm"
            variant="subtle"
            color={kind === 'removing' ? 'red' : 'gray'}
            aria-label={`${word} ${title}`}
            onClick={() => onDo({ kind, profile })}
          >
            {word}
          </Button>
        );
      })}
    </li>
  );
}

const blank: ProfileDraft = { title: '', icon: 'briefcase', color: 'teal' };

function Work({
  doing,
  onDone,
}: {
  doing: Exclude<Doing, { kind: 'looking' }>;
  onDone: () => void;
}) {
  const t = useTexts(profilesTexts);
  const client = useClient();
  const report = useReporter();
  const finish = (call: Promise<unknown>) => {
    report(call);
    onDone();
    return call;
  };
  switch (doing.kind) {
    case 'making':
      return (
        <ProfileForm
          place="profile new"
          start={blank}
          onCancel={onDone}
          onSave={(draft) => finish(client.profiles.create({ draft }))}
        />
      );
    case 'editing': {
      const { id } = doing.profile;
      return (
        <ProfileForm
          place={`profile ${id}`}
          start={doing.profile}
          onCancel={onDone}
          onSave={(draft) => finish(client.profiles.update({ id, draft }))}
        />
      );
    }
    case 'copying': {
      const { id, title } = doing.profile;
      return (
        <ProfileForm
          place={`profile copy ${id}`}
          start={{ ...doing.profile, title: t('copyTitle', { title }) }}
          hint={t('copyHint')}
          onCancel={onDone}
          onSave={(draft) => finish(client.profiles.duplicate({ id, draft }))}
        />
      );
    }
    case 'removing': {
      const { profile } = doing;
      return (
        <ProfileRemovalPanel
          profile={profile}
          onKeep={onDone}
          onRemove={() => finish(client.profiles.remove({ id: profile.id }))}
        />
      );
    }
  }
}
