import { socketIn } from '../bridge.ts';
import type { BridgeProgram } from '../bridge.ts';

/** How an app finds Patchbay: what stands in its own settings. */
export type PatchbayEntry =
  | { readonly kind: 'bridge'; readonly command: string; readonly args: readonly string[] }
  | { readonly kind: 'address'; readonly url: string; readonly token: string };

/** An entry that starts the bridge. */
export function throughBridge(
  { command, args }: BridgeProgram,
  folder: string,
  app: string,
): PatchbayEntry {
  return { kind: 'bridge', command, args: [...args, '--socket', socketIn(folder), '--app', app] };
}
