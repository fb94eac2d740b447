import type { ConnectionState } from '../../../shared/domain/connection-state.ts';
import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import type { DeclaresNotFound } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about live connections. Reading a state never connects anything. */
export const connectionRoutes = ({
  pool,
  registry,
  diagnostics,
}: Pick<Services, 'pool' | 'registry' | 'diagnostics'>) => ({
  connect: os.connections.connect.handler(({ input, errors }) =>
    known(errors, input.name, pool.connect(input.name, 'user')),
  ),
  disconnect: os.connections.disconnect.handler(async ({ input, errors }) =>
    known(errors, input.name, await pool.disconnect(input.name)),
  ),
  reinitialize: os.connections.reinitialize.handler(async ({ input, errors, signal }) => {
    const ending = signal ?? new AbortController().signal;
    return known(errors, input.name, await pool.reinitialize(input.name, ending));
  }),
  status: os.connections.status.handler(({ input, errors }) =>
    known(errors, input.name, pool.status(input.name)),
  ),
  statusAll: os.connections.statusAll.handler(() => ({ ...pool.statusAll() })),
  history: os.connections.history.handler(({ input, errors }) => {
    if (!registry.get(input.name)) raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    return [...diagnostics.historyOf(input.name)];
  }),
});

function known(
  errors: DeclaresNotFound,
  name: string,
  state: ConnectionState | undefined,
): ConnectionState {
  return state ?? raise(errors, { code: 'NOT_FOUND', data: { name } });
}
