import type { Client } from '@modelcontextprotocol/client';

import type { LogEntry } from '../../../shared/domain/log-entry.ts';
import type { SessionObserver } from '../../sessions/session.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { CallOrigins } from './call-origins.ts';
import type { PageFollowers } from './page-followers.ts';
import type { UpdateListeners } from './resource-updates.ts';
import type { PageVisits } from '../../elicitation/page-visits.ts';

const levels: Readonly<Record<string, LogEntry['level']>> = {
  debug: 'debug',
  info: 'info',
  notice: 'info',
  warning: 'warning',
  error: 'error',
  critical: 'error',
  alert: 'error',
  emergency: 'error',
};

/** Who is told what a server says unasked. */
export interface ServerListeners {
  /** Changed lists and log messages, in both eras. */
  readonly observer: Pick<SessionObserver, 'log' | 'listChanged'>;
  /** Which page was visited. */
  readonly visits: Pick<PageVisits, 'over'>;
  readonly pages: Pick<PageFollowers, 'over'>;
  /** Log messages, for the request they come of. */
  readonly origins: Pick<CallOrigins, 'log'>;
  /** Changed resources. */
  readonly updates: Pick<UpdateListeners, 'tell'>;
  readonly answers: Pick<AnswerCover, 'cover'>;
}

/** Tells each of them what is theirs. */
export function listenToServer(
  client: Client,
  { observer, visits, pages, origins, updates, answers }: ServerListeners,
): void {
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    updates.tell(params);
  });
  client.setNotificationHandler('notifications/elicitation/complete', ({ params }) => {
    visits.over(params.elicitationId);
    const { elicitationId } = answers.cover({ elicitationId: params.elicitationId });
    pages.over(elicitationId);
  });
  client.setNotificationHandler('notifications/tools/list_changed', () => {
    observer.listChanged('tools');
  });
  client.setNotificationHandler('notifications/prompts/list_changed', () => {
    observer.listChanged('prompts');
  });
  client.setNotificationHandler('notifications/resources/list_changed', () => {
    observer.listChanged('resources');
    observer.listChanged('resourceTemplates');
  });
  client.setNotificationHandler('notifications/message', ({ params }) => {
    const { level, logger, data } = params;
    origins.log(answers.cover({ ...params }));
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    observer.log({
      source: 'notification',
      level: levels[level] ?? 'info',
      text: logger === undefined ? text : `${logger}: ${text}`,
    });
  });
}
