import { Menu } from '@mantine/core';

import { useUi, useWindow } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { Icon, StateGlyph } from '../../ui/icon.tsx';
import { noFilter } from '../../parts/servers/server-list-model.ts';
import type { ListFilter } from '../../parts/servers/server-list-model.ts';
import { OrderChoice } from './order-choice.tsx';
import { serversTexts } from './texts.ts';

const stateChoices = [
  'ready',
  'connecting',
  'needs-sign-in',
  'needs-setup',
  'waiting',
  'cooling',
  'failed',
  'offline',
  'idle',
  'disabled',
] as const;

/** Narrows the list to states and to who may use a server. */
export function FilterMenu() {
  const say = usePhrases();
  const t = useTexts(serversTexts);
  const { ui } = useWindow();
  const filter = useUi((state) => state.filter);
  const set = (change: Partial<ListFilter>) =>
    ui.setState((state) => ({ filter: { ...state.filter, ...change } }));
  const active = filter.states.length > 0 || filter.scope !== 'all';
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={210}>
      <Menu.Target>
        <button
          type="button"
          className="pb-plain pb-icon-button"
          data-active={active ? '' : undefined}
          aria-label={say({ key: 'list.filter' })}
        >
          <Icon name="filter" size={15} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('filter.state')}</Menu.Label>
        {stateChoices.map((kind) => (
          <Menu.CheckboxItem
            key={kind}
            checked={filter.states.includes(kind)}
            onChange={(checked) =>
              set({
                states: checked
                  ? [...filter.states, kind]
                  : filter.states.filter((other) => other !== kind),
              })
            }
            rightSection={<StateGlyph shape={glyphFor(kind)} size={12} />}
          >
            {say({ key: `state.${kind}` })}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('filter.scope')}</Menu.Label>
        <Menu.RadioGroup
          value={filter.scope}
          onChange={(scope) => set({ scope: scope as ListFilter['scope'] })}
        >
          {(['all', 'shared', 'private'] as const).map((scope) => (
            <Menu.RadioItem key={scope} value={scope}>
              {t(`scope.${scope}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <OrderChoice />
        <Menu.Divider />
        <Menu.Item disabled={!active} onClick={() => set({ ...noFilter, search: filter.search })}>
          {t('filter.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
