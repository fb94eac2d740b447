import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import type { ManyQuestion } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import type { PickedServer } from './use-picked.ts';

/** What can be done with several servers; null where it would change nothing. */
export interface ManyActions {
  readonly turnOn: (() => void) | null;
  readonly turnOff: (() => void) | null;
  readonly allow: (() => void) | null;
  readonly access: () => void;
  readonly remove: () => void;
}

/** Whether a server waits for a person's yes to what it starts. */
export function waitsForYes(state: ConnectionState): boolean {
  return state.kind === 'needs-setup' && state.missing.some(({ kind }) => kind === 'consent');
}

/** The actions for those that are picked. */
export function useManyActions(picked: readonly PickedServer[]): ManyActions {
  const { host, ui } = useWindow();
  const report = useReporter();
  const names = picked.map(({ server }) => server.name);
  const turn = (enabled: boolean) =>
    picked.some(({ server }) => server.enabled !== enabled)
      ? () => report(host.client.manyServers.setEnabled({ names, enabled }))
      : null;
  const ask = (kind: ManyQuestion) => () => ui.setState({ many: { kind, names } });
  return {
    turnOn: turn(true),
    turnOff: turn(false),
    allow: picked.some(({ state }) => waitsForYes(state)) ? ask('allow') : null,
    access: ask('access'),
    remove: ask('remove'),
  };
}
