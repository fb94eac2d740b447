import { join } from 'node:path';

/**
 * Where the bridge may lie in a Patchbay at `folder`: compiled, else as the script. Apps start it
 * from outside, so a packaged one lies beside the archive.
 */
export function bridgePrograms(folder: string): readonly string[] {
  const outside = folder.replace(/app\.asar$/, 'app.asar.unpacked');
  return [join(outside, 'out/bridge/patchbay-bridge'), join(outside, 'src/bridge/bridge.mjs')];
}
