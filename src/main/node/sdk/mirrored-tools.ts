import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { HeaderParameter } from './parameter-headers.ts';
import { parameterHeaders, scanHeaderParameters } from './parameter-headers.ts';

/** Knows which arguments of which tools are mirrored into headers, from the lists that passed by. */
export interface MirroredTools {
  /** Remembers a page of tools and gives it back without those whose annotations are invalid. */
  readonly sift: (tools: readonly JsonObject[]) => readonly JsonObject[];
  readonly headersFor: (tool: string, args: JsonObject) => Record<string, string> | undefined;
}

const maxTools = 10_000;

/**
 * For a modern link over HTTP. A tool with invalid annotations must be left out (2026-07-28,
 * transports); `leftOut` is told its name and the reason.
 */
export function createMirroredTools(
  leftOut: (name: string, reason: string) => void,
): MirroredTools {
  const known = new Map<string, readonly HeaderParameter[]>();
  return {
    sift: (tools) =>
      tools.filter((tool) => {
        const name = String(tool['name']);
        const scan = scanHeaderParameters(tool['inputSchema']);
        known.delete(name);
        if (scan.status === 'invalid') {
          leftOut(name, scan.reason);
          return false;
        }
        if (scan.parameters.length > 0 && known.size < maxTools) known.set(name, scan.parameters);
        return true;
      }),
    headersFor: (tool, args) => {
      const parameters = known.get(tool);
      return parameters && parameterHeaders(parameters, args);
    },
  };
}
