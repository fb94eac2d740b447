import type { Settings } from '../../shared/domain/settings.ts';
import type { Notice } from '../../shared/domain/events.ts';
import { createCertificates } from '../node/network/certificates.ts';
import { createNetwork } from '../node/network/network.ts';
import type { Network } from '../node/network/network.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';

/** Puts the way into the network together: this computer's proxies, and whom it trusts. */
export function composeNetwork(deps: {
  readonly settings: { get(): Settings };
  /** What the desktop says about the proxy for an address; absent where nobody can say. */
  readonly systemProxy?: ((url: string) => Promise<string>) | undefined;
  readonly addNotice: (notice: Notice) => void;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}): Network {
  const { settings, clock, logger } = deps;
  const certificates = createCertificates({
    env: process.env,
    onSystemUnread() {
      const code = 'SYSTEM_CERTIFICATES_UNREAD';
      deps.addNotice({ id: code, code, params: {}, at: clock.now() });
    },
    extraFile: () => settings.get().extraCertificates,
    logger,
    onUnusable(file) {
      const code = 'CERTIFICATES_UNUSABLE';
      deps.addNotice({ id: code, code, params: { file }, at: clock.now() });
    },
  });
  return createNetwork({
    certificates,
    general: () => settings.get().proxy,
    env: process.env,
    system: deps.systemProxy,
  });
}
