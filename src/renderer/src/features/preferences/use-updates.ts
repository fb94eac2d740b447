import { useCallback, useEffect, useState } from 'react';

import type { UpdateState } from '../../../../shared/domain/app-update.ts';
import { useClient, useSnapshot } from '../../host/window-context.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

/** What is known of newer versions, and how to ask. */
export interface UpdatesInView {
  /** Null until main has answered. */
  readonly state: UpdateState | null;
  readonly isChecking: boolean;
  readonly check: () => void;
}

/** Follows what main knows of newer versions, also what its daily look finds. */
export function useUpdates(): UpdatesInView {
  const client = useClient();
  const report = useReporter();
  const notices = useSnapshot()?.notices;
  const [state, setState] = useState<UpdateState | null>(null);
  const [isChecking, setChecking] = useState(false);
  useEffect(() => report(client.updates.state({}).then(setState)), [client, report, notices]);
  const check = useCallback(() => {
    setChecking(true);
    report(
      client.updates
        .check({})
        .then(setState)
        .finally(() => setChecking(false)),
    );
  }, [client, report]);
  return { state, isChecking, check };
}
