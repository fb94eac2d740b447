import { Checkbox, Radio, Select, Stack, Switch } from '@mantine/core';

import type { AppRights } from '../../../../shared/domain/app-rights.ts';
import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { RightsServers } from './rights-servers.tsx';
import { rightsTexts } from './rights-texts.ts';

/** The choices about one app. Only an app that is known by its name can search for tools. */
export function RightsForm(props: {
  rights: AppRights;
  onChange: (rights: AppRights) => void;
  search?: { readonly searches: boolean; readonly onChange: (searches: boolean) => void };
}) {
  const { rights, onChange, search } = props;
  const t = useTexts(rightsTexts);
  const change = (changed: Partial<AppRights>) => onChange({ ...rights, ...changed });
  const { isBlocked, servers, isReadOnly, leavesAsking } = rights;
  return (
    <Stack gap="md">
      <Switch
        label={t('lets')}
        description={t('lets.hint')}
        checked={!isBlocked}
        onChange={({ currentTarget }) => change({ isBlocked: !currentTarget.checked })}
      />
      <ProfileChoice
        profile={rights.profile}
        isDisabled={isBlocked}
        onChange={(profile) => change({ profile })}
      />
      <Radio.Group
        label={t('which')}
        value={servers === null ? 'all' : 'some'}
        onChange={(which) => change({ servers: which === 'all' ? null : [], tools: [] })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t('all')} description={t('all.hint')} disabled={isBlocked} />
          <Radio value="some" label={t('some')} description={t('some.hint')} disabled={isBlocked} />
        </Stack>
      </Radio.Group>
      {servers !== null && (
        <RightsServers chosen={servers} tools={rights.tools} onChange={change} />
      )}
      <Checkbox
        label={t('readOnly')}
        description={t('readOnly.hint')}
        checked={isReadOnly}
        disabled={isBlocked}
        onChange={({ currentTarget }) => change({ isReadOnly: currentTarget.checked })}
      />
      {search !== undefined && (
        <Checkbox
          label={t('search')}
          description={t('search.hint')}
          checked={search.searches}
          disabled={isBlocked}
          onChange={({ currentTarget }) => search.onChange(currentTarget.checked)}
        />
      )}
      <Checkbox
        label={t('leaves')}
        description={t('leaves.hint')}
        checked={leavesAsking}
        disabled={isBlocked}
        onChange={({ currentTarget }) => change({ leavesAsking: currentTarget.checked })}
      />
    </Stack>
  );
}

function ProfileChoice(props: {
  profile: string | null;
  isDisabled: boolean;
  onChange: (profile: string | null) => void;
}) {
  const { profile, isDisabled, onChange } = props;
  const t = useTexts(rightsTexts);
  const all = useMirror(({ snapshot }) => snapshot?.profiles.all) ?? [];
  const isGone = profile !== null && all.every(({ id }) => id !== profile);
  return (
    <Select
      label={t('profile')}
      description={t('profile.hint')}
      disabled={isDisabled}
      allowDeselect={false}
      value={profile ?? ''}
      error={isGone ? t('profile.gone') : undefined}
      onChange={(id) => onChange(id === '' ? null : id)}
      data={[
        { value: '', label: t('profile.inUse') },
        ...all.map(({ id, title }) => ({ value: id, label: title })),
        ...(isGone ? [{ value: profile, label: t('profile.removed') }] : []),
      ]}
    />
  );
}
