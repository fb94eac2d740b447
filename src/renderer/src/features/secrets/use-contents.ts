import { useCallback, useEffect, useState } from 'react';

import type { VaultContents } from '../../../../shared/domain/stored-secret.ts';
import { useClient, useSnapshot } from '../../host/window-context.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

/** What is stored, read anew when the vault or a server changes; null until main has answered. */
export function useContents(): readonly [VaultContents | null, () => Promise<void>] {
  const client = useClient();
  const report = useReporter();
  const snapshot = useSnapshot();
  const [contents, setContents] = useState<VaultContents | null>(null);
  const read = useCallback(async () => setContents(await client.vault.contents({})), [client]);
  const { vault, servers, signIns } = snapshot ?? {};
  useEffect(() => report(read()), [read, report, vault, servers, signIns]);
  return [contents, read];
}
