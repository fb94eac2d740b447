import type { Notice, VaultStatus } from '../../shared/domain/events.ts';
import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import { failureOf } from '../connections/state-line.ts';
import type { EventHub } from '../ipc/event-hub.ts';
import type { Vault } from '../vault/vault.ts';
import type { NoticeBoard } from './notice-board.ts';

const noticeOf: Readonly<Record<VaultStatus['state'], Notice['code'] | undefined>> = {
  'not-opened': undefined,
  ready: undefined,
  'memory-only': 'VAULT_MEMORY_ONLY',
  locked: 'VAULT_LOCKED',
  'backend-changed': 'VAULT_BACKEND_CHANGED',
  'key-missing': 'VAULT_KEY_MISSING',
  restored: 'VAULT_RESTORED',
  lost: 'VAULT_LOST',
};

const usable: ReadonlySet<VaultStatus['state']> = new Set([
  'ready',
  'restored',
  'lost',
  'memory-only',
]);

/**
 * Tells the window every state of the vault, says once what a person should know about it, and lets
 * servers that waited for their secrets try again as soon as these can be read.
 */
export function followVault(
  vault: Pick<Vault, 'onChange'>,
  deps: {
    readonly events: Pick<EventHub, 'publish'>;
    readonly notices: Pick<NoticeBoard, 'add' | 'dismiss'>;
    readonly pool: Pick<ConnectionPool, 'statusAll' | 'connect'>;
    readonly now: () => number;
  },
): Disposable {
  const { events, notices, pool, now } = deps;
  let shown: Notice['code'] | undefined;
  return vault.onChange((status) => {
    events.publish({ kind: 'vault-changed', vault: status });
    const code = noticeOf[status.state];
    if (shown !== undefined && shown !== code) notices.dismiss(shown);
    if (code !== undefined && shown !== code) {
      notices.add({ id: code, code, params: {}, at: now() });
    }
    shown = code;
    if (!usable.has(status.state)) return;
    for (const [name, state] of Object.entries(pool.statusAll())) {
      if (isWaitingForSecrets(state)) pool.connect(name, 'user');
    }
  });
}

function isWaitingForSecrets(state: ConnectionState): boolean {
  return failureOf(state)?.code === 'SECRET_UNAVAILABLE';
}
