import { createCautions } from '../scanning/cautions.ts';
import type { Cautions } from '../scanning/cautions.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedServers } from './compose-servers.ts';

/** What is worth a look in what the servers of the profile in use say, as the window browses them. */
export function composeCautions(
  { registry }: ComposedServers,
  { ownCatalogs }: Pick<ComposedConnections, 'ownCatalogs'>,
): Cautions {
  return createCautions({
    servers: () =>
      Promise.all(
        registry.list().map(async ({ name, title, handle = name }) => ({
          name,
          title,
          handle,
          tools: (await ownCatalogs.get(name))?.tools.map(({ item }) => item.name) ?? [],
        })),
      ),
    catalog: (name) => ownCatalogs.get(name),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
}
