import { createStore } from 'zustand/vanilla';

import type { ResourceContent } from '../../../../shared/domain/catalog.ts';
import type { Client } from '../../host/client.ts';
import { perWindow } from '../../ui/per-window.ts';
import { createRunMemory } from '../../parts/runs/run-memory.ts';
import type { Ask } from '../../parts/runs/run-memory.ts';

/** Values of a template's variables, by name. */
export type TemplateValues = Readonly<Record<string, string>>;

/** Values typed and resources read in this window; contents can be large, so few are kept. */
export const useResourceMemory = perWindow(() =>
  createRunMemory<TemplateValues, ResourceContent>(20),
);

/** Under what the contents of a resource are remembered. */
export const resourceKey = (server: string, uri: string): string => JSON.stringify([server, uri]);

/** Resources that answers referred to and that are in no list, by server. */
export const useLinkedResources = perWindow(() =>
  createStore<ReadonlyMap<string, readonly string[]>>(() => new Map<string, readonly string[]>()),
);

/** Reads one resource. */
export function askResource(client: Client, name: string, uri: string): Ask<ResourceContent> {
  return async (_tell, signal) => ({
    value: await client.catalog.readResource({ name, uri }, { signal }),
  });
}
