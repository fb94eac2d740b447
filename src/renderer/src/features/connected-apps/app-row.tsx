import { Button } from '@mantine/core';

import type {
  AppChange,
  ConnectBy,
  ConnectedApp,
} from '../../../../shared/domain/connected-app.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useFormat } from '../../ui/use-format.ts';
import { AppBadge } from './app-badge.tsx';
import { rightsTexts } from '../../parts/app-rights/rights-texts.ts';
import { connectedAppsTexts } from './texts.ts';
import { whyNot } from './why.ts';

/** What a person may ask of a row. */
export interface RowActions {
  readonly onChange: (app: ConnectedApp, change: AppChange, by?: ConnectBy) => void;
  readonly onForgetPlace: (app: ConnectedApp) => void;
  readonly onByHand: (app: ConnectedApp) => void;
  readonly onKeepTheirs: (app: ConnectedApp) => void;
  readonly onRights: (app: ConnectedApp) => void;
  readonly onLookAgain: () => void;
}

/** One app: how it stands, why, and the button that helps. */
export function AppRow({ app, ...actions }: { app: ConnectedApp } & RowActions) {
  const t = useTexts(connectedAppsTexts);
  const rightsWords = useTexts(rightsTexts);
  const { title, shortPlace, state, newServers } = app;
  return (
    <li className="pb-app-row" data-app={app.id} data-state={state.kind}>
      <div className="pb-app-row-line">
        <span className="pb-two-lines">
          <span className="pb-strong">{title}</span>
          {shortPlace !== '' && <span className="pb-hint">{shortPlace}</span>}
        </span>
        <AppBadge kind={state.kind} />
        <span className="pb-app-row-buttons">
          {hasRights(app) && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('named', { action: rightsWords('open'), title })}
              onClick={() => actions.onRights(app)}
            >
              {rightsWords('open')}
            </Button>
          )}
          <MainButton app={app} {...actions} />
        </span>
      </div>
      <Sentence app={app} />
      <OtherWay app={app} {...actions} />
      {mayMoveIn(app) && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('named', { action: t('move', { count: app.ownServers }), title })}
          onClick={() => actions.onChange(app, 'move-in')}
        >
          {t('move', { count: app.ownServers })}
        </Button>
      )}
      {newServers.length > 0 && (
        <div className="pb-app-row-line" role="status">
          <span className="pb-app-row-text">
            {t('beside', { names: newServers.join(', '), title })}
          </span>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => actions.onChange(app, 'move-in')}
          >
            {t('takeIn')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => actions.onKeepTheirs(app)}>
            {t('beside.keep')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** A bundle that was not taken is no end, and a file that was named by mistake can be forgotten. */
function OtherWay({ app, onChange, onForgetPlace }: { app: ConnectedApp } & RowActions) {
  const t = useTexts(connectedAppsTexts);
  const { state, by, isNamed, title } = app;
  if (by === 'bundle' && state.kind === 'not-seen') {
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(app, 'connect', 'file')}>
        {t('byFile')}
      </Button>
    );
  }
  if (!isNamed || by !== null) return null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={t('named', { action: t('place.forget'), title })}
      onClick={() => onForgetPlace(app)}
    >
      {t('place.forget')}
    </Button>
  );
}

/** An app that comes, or will; one that is connected by hand may have come. */
const hasRights = ({ state, byHand }: ConnectedApp): boolean =>
  state.kind === 'connected' || state.kind === 'not-seen' || byHand !== null;

/** Of an app whose new servers are named beside it, that offer is made there. */
const mayMoveIn = ({ ownServers, newServers, state }: ConnectedApp): boolean =>
  ownServers > 0 && newServers.length === 0 && state.kind !== 'changed';

function Sentence({ app: { state, title, next } }: { app: ConnectedApp }) {
  const t = useTexts(connectedAppsTexts);
  const format = useFormat();
  switch (state.kind) {
    case 'not-connected':
      return null;
    case 'not-seen':
      return <p className="pb-app-row-text">{t(`next.${next}`, { title })}</p>;
    case 'connected': {
      const { lastCallAt, lastSeenAt, calls } = state;
      const when = format.recent(lastCallAt ?? lastSeenAt);
      return (
        <p className="pb-app-row-text">
          {t(lastCallAt === null ? 'lastSeen' : 'lastCall', { when })}
          {calls > 0 && ` · ${t('calls', { count: calls })}`}
        </p>
      );
    }
    case 'changed':
      return <p className="pb-app-row-text">{t(`changed.${state.change}`)}</p>;
    case 'broken':
      return <p className="pb-app-row-text">{whyNot(state.problem, t)}</p>;
  }
}

function MainButton(props: { app: ConnectedApp } & RowActions) {
  const { app, onChange, onByHand, onKeepTheirs, onLookAgain } = props;
  const t = useTexts(connectedAppsTexts);
  const { state, title } = app;
  const button = (text: string, onClick: () => void, variant: 'filled' | 'default' = 'default') => (
    <Button
      size="compact-sm"
      variant={variant}
      aria-label={t('named', { action: text, title })}
      onClick={onClick}
    >
      {text}
    </Button>
  );
  if (app.byHand !== null) return button(t('byHand'), () => onByHand(app));
  switch (state.kind) {
    case 'not-connected':
      return button(t('connect'), () => onChange(app, 'connect'), 'filled');
    case 'not-seen':
    case 'connected':
      return button(t('disconnect'), () => onChange(app, 'disconnect'));
    case 'changed':
      return (
        <>
          {state.change !== 'lost' && button(t(`keep.${state.change}`), () => onKeepTheirs(app))}
          {button(t('mine'), () => onChange(app, 'connect'), 'filled')}
        </>
      );
    case 'broken':
      return button(t('again'), onLookAgain);
  }
}
