import { homedir } from 'node:os';
import { join } from 'node:path';
import { runInForeground } from './lib/app.mjs';
import { chromiumArguments, readStartArguments } from './lib/arguments.mjs';
import { buildBridge } from './lib/bridge.mjs';
import { buildApp } from './lib/build.mjs';
import { root } from './lib/paths.mjs';
import { prepare, runMain } from './lib/prepare.mjs';
import { isRoot, say } from './lib/run.mjs';
import { openSession, reportLeftovers } from './lib/session.mjs';
import { hasDisplay } from './lib/system-libraries.mjs';

await runMain(async () => {
  const asked = readStartArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (asked.status === 'wrong') throw new Error(asked.reason);

  const runtime = await prepare();
  await buildApp();
  // Without a compiler the bridge is its script.
  await buildBridge();

  const headless = process.platform === 'linux' && !hasDisplay(process.env);
  const session = await openSession({
    env: headless ? { ...process.env, PATCHBAY_HEADLESS: '1' } : process.env,
    display: headless,
    bus: headless,
    keyringFolder: virtualKeyringFolder(),
  });
  try {
    if (headless) say(`no display here; using a virtual one (${session.parts.join(', ')}).`);
    say(`starting with Electron ${runtime.version}`);
    const machine = { isRoot: isRoot(), env: session.env, platform: process.platform };
    // A first start should have something to look at; the app adds it only when it knows no server.
    const args = [...chromiumArguments(machine), root, '--patchbay-seed-sample', ...asked.appArgs];
    return await runInForeground(runtime.executable, args, session.env);
  } finally {
    reportLeftovers(await session.close());
  }
});

/** Beside the user's other data, so that what the app encrypted can be read at the next start. */
function virtualKeyringFolder() {
  const data = process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  return join(data, 'patchbay-virtual-session');
}
