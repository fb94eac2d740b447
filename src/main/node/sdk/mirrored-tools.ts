import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Phrase } from '../../../shared/i18n/phrase.ts';
import type { HeaderParameter } from './parameter-headers.ts';
import { parameterHeaders, scanHeaderParameters } from './parameter-headers.ts';
import { isJsonObject } from './raw-answer.ts';

/** Knows which arguments of which tools are mirrored into headers, from the lists that passed by. */
export interface MirroredTools {
  /** Remembers a page of tools and gives it back without those whose annotations are invalid. */
  readonly sift: (tools: readonly unknown[]) => readonly unknown[];
  /** The headers of a `tools/call` with these parameters. */
  readonly headersOf: (call: JsonObject) => Record<string, string> | undefined;
}

const maxTools = 10_000;

/**
 * For a modern link over HTTP. A tool with invalid annotations must be left out (2026-07-28,
 * transports); `leftOut` is told its name and the reason.
 */
export function createMirroredTools(
  leftOut: (name: string, reason: Phrase) => void,
): MirroredTools {
  const known = new Map<string, readonly HeaderParameter[]>();
  return {
    sift: (tools) =>
      tools.filter((tool) => {
        if (!isJsonObject(tool)) return true;
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
    headersOf: ({ name, arguments: args }) => {
      const parameters = known.get(String(name));
      return parameters && parameterHeaders(parameters, isJsonObject(args) ? args : {});
    },
  };
}
