import { useCallback, useEffect, useState } from 'react';

import type { GatewayStatus } from '../../../../shared/domain/gateway-status.ts';
import { useClient, useSnapshot } from '../../host/window-context.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

/**
 * How the doors for AI apps stand, asked anew when they may have changed or somebody comes back to
 * the window; null until main has answered.
 */
export function useGateway(): readonly [GatewayStatus | null, () => Promise<void>] {
  const client = useClient();
  const report = useReporter();
  const snapshot = useSnapshot();
  const [status, setStatus] = useState<GatewayStatus | null>(null);
  const read = useCallback(async () => setStatus(await client.gateway.status({})), [client]);
  const { settings, notices } = snapshot ?? {};
  const gateway = settings?.gateway;
  useEffect(() => report(read()), [read, report, gateway, notices]);
  useEffect(() => {
    const onFocus = (): void => report(read());
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [read, report]);
  return [status, read];
}
