import type { ServerDraftInput } from '../../src/shared/domain/server.ts';
import type { TestHost } from './test-host.ts';

/** Adds a server as a person does who agrees to what it starts; answers with its name. */
export async function addAgreed(
  client: TestHost['client'],
  draft: ServerDraftInput,
): Promise<string> {
  const { preview } = await client.servers.preview({ draft });
  const { name } = await client.servers.create({ draft, consent: preview?.consent });
  return name;
}
