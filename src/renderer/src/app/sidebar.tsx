import { Menu, Tooltip } from '@mantine/core';
import { useMemo } from 'react';

import { overallHealthIn } from '../../../shared/domain/snapshot-health.ts';
import type { Page } from '../first-paint/handover.ts';
import { activeProfile } from '../../../shared/domain/active-profile.ts';
import { showPage } from '../host/ui-store.ts';
import { useClient, useMirror, useSnapshot, useUi, useWindow } from '../host/window-context.tsx';
import { usePhrases, useTexts } from '../i18n/use-texts.ts';
import { glyphs } from '../ui/glyphs.ts';
import { Icon, StateGlyph } from '../ui/icon.tsx';
import type { IconName } from '../ui/icon-paths.ts';
import { appTexts } from './texts.ts';

const entries: readonly (readonly [Page, IconName])[] = [
  ['servers', 'server'],
  ['tools', 'tool'],
  ['activity', 'activity'],
  ['apps', 'plug'],
  ['settings', 'settings'],
];

/** The ways into the window's pages, and how everything is at a glance. */
export function Sidebar({ collapsed }: { collapsed: boolean }) {
  const say = usePhrases();
  const snapshot = useSnapshot();
  const { level, sentence, counts } = useMemo(() => overallHealthIn(snapshot), [snapshot]);
  return (
    <nav className="pb-sidebar" aria-label={say({ key: 'nav.main' })}>
      <ProfileButton />
      {entries.map(([page, icon]) => (
        <NavEntry
          key={page}
          page={page}
          icon={icon}
          collapsed={collapsed}
          badge={page === 'servers' ? counts.hand : 0}
        />
      ))}
      {snapshot?.settings.isPaused === true && <ResumeButton collapsed={collapsed} />}
      <div className="pb-foot">
        <Tooltip label={say(sentence)} disabled={!collapsed} position="right">
          <span>
            <StateGlyph shape={glyphs[level]} size={12} />
          </span>
        </Tooltip>
        <span className="pb-foot-text" role="status">
          {snapshot === null ? '' : say(sentence)}
        </span>
        <CollapseButton collapsed={collapsed} />
      </div>
    </nav>
  );
}

function ResumeButton({ collapsed }: { collapsed: boolean }) {
  const say = usePhrases();
  const client = useClient();
  const label = say({ key: 'tray.resume' });
  return (
    <Tooltip label={label} disabled={!collapsed} position="right">
      <button
        type="button"
        className="pb-plain pb-nav"
        aria-label={label}
        onClick={() => void client.settings.update({ isPaused: false })}
      >
        <Icon name="plug" size={17} />
        <span className="pb-nav-text">{label}</span>
      </button>
    </Tooltip>
  );
}

function ProfileButton() {
  const say = usePhrases();
  const t = useTexts(appTexts);
  const client = useClient();
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles);
  const active = profiles && activeProfile(profiles);
  const { ui } = useWindow();
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <button type="button" className="pb-plain pb-profile">
          <span className="pb-avatar" data-color={active?.color}>
            {active?.title.slice(0, 1).toUpperCase()}
          </span>
          <span className="pb-two-lines">
            <span className="pb-strong">{active?.title}</span>
            <span className="pb-small">{say({ key: 'nav.profile' })}</span>
          </span>
          <span className="pb-selector">
            <Icon name="selector" size={15} />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('profiles')}</Menu.Label>
        <Menu.RadioGroup
          value={profiles?.activeId ?? ''}
          onChange={(id) => void client.profiles.activate({ id })}
        >
          {profiles?.all.map(({ id, title }) => (
            <Menu.RadioItem key={id} value={id}>
              {title}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => ui.setState({ overlay: 'profiles' })}>
          {t('manageProfiles')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function NavEntry(props: { page: Page; icon: IconName; collapsed: boolean; badge: number }) {
  const { page, icon, collapsed, badge } = props;
  const say = usePhrases();
  const t = useTexts(appTexts);
  const { ui } = useWindow();
  const shown = useUi((state) => state.page);
  const current = (shown === 'secrets' ? 'settings' : shown) === page;
  const label = say({ key: `nav.${page}` });
  return (
    <Tooltip label={label} disabled={!collapsed} position="right">
      <button
        type="button"
        className="pb-plain pb-nav"
        aria-current={current ? 'page' : undefined}
        aria-label={collapsed ? (badge > 0 ? `${label} ${String(badge)}` : label) : undefined}
        onClick={() => showPage(ui, page)}
      >
        <Icon name={icon} size={17} />
        <span className="pb-nav-text">{label}</span>
        {badge > 0 && (
          <span className="pb-badge" title={t('badge', { count: badge })}>
            {badge}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

function CollapseButton({ collapsed }: { collapsed: boolean }) {
  const say = usePhrases();
  const client = useClient();
  return (
    <button
      type="button"
      className="pb-plain pb-icon-button"
      aria-label={say({ key: collapsed ? 'nav.expand' : 'nav.collapse' })}
      onClick={() => void client.settings.update({ sidebarCollapsed: !collapsed })}
    >
      <Icon name={collapsed ? 'expand' : 'collapse'} />
    </button>
  );
}
