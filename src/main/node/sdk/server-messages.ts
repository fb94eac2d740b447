import type { Client } from '@modelcontextprotocol/client';

import type { LogEntry } from '../../../shared/domain/log-entry.ts';
import type { SessionObserver } from '../../sessions/session.ts';
import type { PageVisits } from '../../questions/page-visits.ts';

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

/**
 * Tells `observer` what a server says unasked: changed lists and log messages, in both eras; and
 * `visits` which page was visited.
 */
export function listenToServer(
  client: Client,
  observer: Pick<SessionObserver, 'log' | 'listChanged'>,
  visits: Pick<PageVisits, 'over'>,
): void {
  client.setNotificationHandler('notifications/elicitation/complete', ({ params }) => {
    visits.over(params.elicitationId);
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
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    observer.log({
      source: 'notification',
      level: levels[level] ?? 'info',
      text: logger === undefined ? text : `${logger}: ${text}`,
    });
  });
}
