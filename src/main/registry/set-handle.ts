import { handlePattern, handleRule } from '../../shared/domain/handle.ts';
import type { Problem, ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { HandleBook } from './handle-book.ts';
import type { SaveRefusal } from './registry-error.ts';
import type { RegistryLedger } from './registry-ledger.ts';

/** See {@link ServerRegistry.setHandle}; a handle whose server is gone may be given by a person. */
export function setHandle(
  ledger: RegistryLedger,
  handles: Pick<HandleBook, 'give'> | undefined,
  name: string,
  handle: string,
): Promise<Result<ServerDefinition, SaveRefusal>> {
  return ledger.onServer<ServerDefinition, SaveRefusal>(name, async (server) => {
    if (!handlePattern.test(handle)) {
      return err({ code: 'INVALID', problems: [problem('HANDLE_INVALID', handleRule)] });
    }
    if (server.handle === handle) return ok(server);
    const other = [...ledger.servers.values()].find((one) => one.handle === handle);
    if (other !== undefined) {
      const message = `a handle that "${other.title}" does not have`;
      return err({ code: 'INVALID', problems: [problem('HANDLE_TAKEN', message)] });
    }
    handles?.give(handle, server);
    return ledger.replace(server, { ...server, handle }, 'updated');
  });
}

const problem = (code: string, message: string): Problem => ({
  code,
  path: 'handle',
  message,
  severity: 'error',
});
