import { memo } from 'react';
import type { MouseEvent } from 'react';

import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import { healthOf } from '../../../../shared/domain/health.ts';
import type { ServerAction } from '../../../../shared/domain/server-action.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { runServerAction } from '../../host/commands.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { usePhrases } from '../../i18n/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { rowHeightPx } from '../../parts/servers/server-list-model.ts';
import { ServerTile } from '../../parts/servers/server-tile.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import type { PickByMouse } from './use-pick.ts';
import { own } from '../../../../shared/util/own.ts';

/** One server in the list. */
export const ServerRow = memo(function ServerRow(props: {
  server: ServerView;
  state: ConnectionState;
  /** Among the favorites of the profile in use. */
  isFavorite: boolean;
  isSelected: boolean;
  /** Where the keys are. */
  isActive: boolean;
  /** What tells it from others of its title. */
  beside?: string | undefined;
  onPick: PickByMouse;
  topPx: number;
  /** Its place among the servers shown; the first is 1. */
  number: number;
}) {
  const { server, state, isFavorite, isSelected, isActive, beside, onPick, topPx, number } = props;
  const say = usePhrases();
  const { ui } = useWindow();
  const nowMs = useNow(state.kind === 'waiting' || state.kind === 'cooling');
  const summary = useMirror(({ snapshot }) => own(snapshot?.catalogs, server.name));
  const isPaused = useMirror(({ snapshot }) => snapshot?.settings.isPaused ?? false);
  const health = healthOf({ server, state, summary, nowMs, isPaused });
  const sentence = say(health.sentence);
  return (
    <div
      id={`server:${server.name}`}
      className="pb-row"
      role="row"
      draggable
      aria-selected={isSelected}
      data-active={isActive ? '' : undefined}
      aria-rowindex={number}
      data-server-name={server.name}
      data-state={state.kind}
      style={{ transform: `translateY(${String(topPx)}px)`, height: rowHeightPx }}
      title={beside === undefined ? server.title : `${server.title} (${beside})`}
      onMouseDown={(event) => {
        // In a small window the list is there for as long as the search has the focus; and Shift
        // would mark the words between two clicks.
        if (isSearching() || event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        onPick(event, server.name);
        if (isSearching() || event.shiftKey) {
          event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus();
        }
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        const { clientX, clientY } = event;
        ui.setState({ rowMenu: { name: server.name, xPx: clientX, yPx: clientY } });
      }}
    >
      <span role="gridcell" className="pb-row-cell">
        <ServerTile server={server} state={state.kind} />
        <span className="pb-two-lines">
          <span className="pb-strong">
            <ExactText text={server.title} />
            {isFavorite && (
              <span className="pb-star" role="img" aria-label={say({ key: 'favorite' })}>
                <Icon name="star" size={12} />
              </span>
            )}
            {beside !== undefined && (
              <span className="pb-beside">
                {' '}
                <ExactText text={beside} />
              </span>
            )}
          </span>
          <span className="pb-small" title={sentence}>
            {sentence}
          </span>
        </span>
      </span>
      {health.action !== null && (
        <span role="gridcell">
          <RowAction name={server.name} action={health.action} />
        </span>
      )}
    </div>
  );
});

const isSearching = (): boolean => document.activeElement?.id === 'server-search';

function RowAction({ name, action }: { name: string; action: ServerAction }) {
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  const onClick = (event: MouseEvent) => {
    event.stopPropagation();
    report(runServerAction(parts, name, action.kind));
  };
  // The same action stands in the details, where the Tab key reaches it.
  return (
    <button
      type="button"
      tabIndex={-1}
      className="pb-plain pb-button pb-button-small"
      data-tone={action.kind === 'fix' ? 'red' : undefined}
      onClick={onClick}
    >
      {say(action.label)}
    </button>
  );
}
