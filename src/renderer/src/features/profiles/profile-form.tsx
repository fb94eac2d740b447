import { Button, Group, Select, TextInput } from '@mantine/core';

import { profileColors, profileIcons } from '../../../../shared/domain/profile-choices.ts';
import type { Profile, ProfileDraft } from '../../../../shared/domain/profile.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ProfileAvatar } from '../../ui/profile-avatar.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { profilesTexts } from './texts.ts';

/** Name, picture and colour of a profile that is new or changed. */
export function ProfileForm(props: {
  /** Where what is typed is kept until it is saved or given up. */
  place: string;
  start: ProfileDraft;
  hint?: string | undefined;
  onSave: (draft: ProfileDraft) => Promise<unknown>;
  onCancel: () => void;
}) {
  const t = useTexts(profilesTexts);
  const { place, start, hint, onSave, onCancel } = props;
  const [draft, setDraft] = useDraft(place, start);
  const isNamed = draft.title.trim() !== '';
  return (
    <form
      className="pb-profile-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isNamed) return;
        // Kept where it is refused.
        onSave(draft).then(
          () => setDraft(start),
          () => undefined,
        );
      }}
    >
      <Group align="end" wrap="nowrap" gap="sm">
        <ProfileAvatar profile={draft} />
        <TextInput
          label={t('name')}
          value={draft.title}
          maxLength={60}
          data-autofocus
          className="pb-wide"
          onChange={({ target }) => setDraft({ ...draft, title: target.value })}
        />
        <Select
          label={t('icon')}
          w={130}
          data={profileIcons.map((value) => ({ value, label: t(`icon.${value}`) }))}
          value={draft.icon}
          allowDeselect={false}
          onChange={(icon) => setDraft({ ...draft, icon: icon as Profile['icon'] })}
        />
        <Select
          label={t('color')}
          w={110}
          data={profileColors.map((value) => ({ value, label: t(`color.${value}`) }))}
          value={draft.color}
          allowDeselect={false}
          onChange={(color) => setDraft({ ...draft, color: color as Profile['color'] })}
        />
      </Group>
      {hint !== undefined && <p className="pb-hint">{hint}</p>}
      <Group justify="flex-end" mt="md">
        <Button
          variant="default"
          onClick={() => {
            setDraft(start);
            onCancel();
          }}
        >
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={!isNamed}>
          {t('save')}
        </Button>
      </Group>
    </form>
  );
}
