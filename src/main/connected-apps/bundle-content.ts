import type { System } from '../apps/known-app.ts';
import type { BridgeProgram } from './our-entry.ts';

/** What goes into a bundle. */
export interface BundleContent {
  /** The manifest as the MCPB specification 0.3 has it. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** The one file beside it: where it lies here, and what it is called there. */
  readonly program: { readonly from: string; readonly name: string };
}

/**
 * A bundle with the bridge in it, for an app that is called `title`: it goes on to work when Patchbay is
 * installed somewhere else. The bridge that is a script runs with the Node that the app brings.
 */
export function bundleContent(
  { command, args }: BridgeProgram,
  title: string,
  facts: { readonly version: string; readonly system: System },
): BundleContent {
  const script = args[0]?.endsWith('.mjs') === true ? args[0] : undefined;
  const from = script ?? command;
  const name = `server/${script === undefined ? programName(facts.system) : 'bridge.mjs'}`;
  const inBundle = `\${__dirname}/${name}`;
  const rest = [...(script === undefined ? args : args.slice(1)), '--app', title];
  const run =
    script === undefined
      ? { command: inBundle, args: rest }
      : { command: 'node', args: [inBundle, ...rest] };
  return {
    manifest: {
      manifest_version: '0.3',
      name: 'patchbay',
      display_name: 'Patchbay',
      version: facts.version,
      description: 'Uses the servers that you have set up in Patchbay on this computer.',
      author: { name: 'Patchbay' },
      server: {
        type: script === undefined ? 'binary' : 'node',
        entry_point: name,
        mcp_config: { ...run, env: {} },
      },
      tools_generated: true,
      prompts_generated: true,
      compatibility: { platforms: [facts.system] },
    },
    program: { from, name },
  };
}

const programName = (system: System): string =>
  system === 'win32' ? 'patchbay-bridge.exe' : 'patchbay-bridge';
