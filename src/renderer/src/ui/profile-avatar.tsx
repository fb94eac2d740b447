import {
  IconBriefcase,
  IconFlask,
  IconHeart,
  IconHome,
  IconSchool,
  IconUser,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';

import type { Profile } from '../../../shared/domain/profile.ts';

/** The picture of each choice. */
export const profilePictures: Readonly<Record<Profile['icon'], Icon>> = {
  user: IconUser,
  briefcase: IconBriefcase,
  home: IconHome,
  school: IconSchool,
  flask: IconFlask,
  heart: IconHeart,
};

/** A profile's picture on its colour; decoration beside its name. */
export function ProfileAvatar({ profile }: { profile: Pick<Profile, 'icon' | 'color'> }) {
  const Picture = profilePictures[profile.icon];
  return (
    <span className="pb-avatar" data-color={profile.color} aria-hidden>
      <Picture size={15} stroke={2} />
    </span>
  );
}
