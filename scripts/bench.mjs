import { buildApp } from './lib/build.mjs';
import { prepare, runMain } from './lib/prepare.mjs';
import { findCommand } from './lib/run.mjs';
import { runTypeScript } from './lib/run-ts.mjs';
import { openSession, reportLeftovers } from './lib/session.mjs';

await runMain(async () => {
  await prepare();
  await buildApp();
  const display = process.platform === 'linux' && (await findCommand('Xvfb')) !== undefined;
  const session = await openSession({ env: process.env, display, bus: true });
  try {
    return await runTypeScript('bench/run.ts', process.argv.slice(2), session.env);
  } finally {
    reportLeftovers(await session.close());
  }
});
