import type { GatewaySettings } from '../../shared/domain/gateway-settings.ts';
import type { Notice } from '../../shared/domain/events.ts';
import type { DoorsStatus } from '../../shared/domain/gateway-status.ts';
import type { NoticeBoard } from '../host/notice-board.ts';
import type { Logger } from '../kernel/logger.ts';

/** Who is told, and the time. */
export interface DoorNews {
  readonly notices: Pick<NoticeBoard, 'all' | 'add' | 'dismiss'>;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Says that apps do not find a door where it should be: another program has its port, or it could
 * not be opened. What was said before and is no longer true is taken back.
 */
export function tellDoors(
  { socket, http }: DoorsStatus,
  { port }: GatewaySettings,
  { notices, logger, now }: DoorNews,
): void {
  const say = (code: Code, params: Notice['params'] | undefined): void => {
    const isSaid = notices.all().some(({ id }) => id === code);
    if (params !== undefined) notices.add({ id: code, code, params, at: now() });
    else if (isSaid) notices.dismiss(code);
  };
  const isMoved = http.kind === 'open' && http.port !== port;
  say('DOOR_PORT_TAKEN', isMoved ? { wanted: port, port: http.port } : undefined);
  const detail = [socket, http].flatMap((door) =>
    door.kind === 'closed' && door.detail !== undefined ? [door.detail] : [],
  )[0];
  if (detail !== undefined) logger.error('apps cannot reach the gateway', { detail });
  say('DOOR_NOT_OPENED', detail === undefined ? undefined : { detail });
}

type Code = Extract<Notice['code'], 'DOOR_PORT_TAKEN' | 'DOOR_NOT_OPENED'>;
