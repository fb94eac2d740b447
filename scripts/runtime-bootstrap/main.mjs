// Makes `electron [flags] <app folder> [arguments]` work on an Electron build that comes without
// Electron's own default app. An ES module on purpose: Electron holds `ready` back until the entry
// module has finished, so the app's main module is always evaluated before it.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { preloads, folder } = readArguments(process.argv.slice(1));
if (folder === undefined) {
  console.error('Usage: electron [flags] <app folder> [arguments]');
  process.exit(2);
}

const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const name = manifest.productName ?? manifest.name;
if (name !== undefined) app.setName(name);
if (manifest.version !== undefined) app.setVersion(manifest.version);
app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`);
app.setAppPath(folder);
process.defaultApp = true;

const require = createRequire(join(folder, 'package.json'));
for (const preload of preloads) require(preload);
await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);

function readArguments(args) {
  const preloads = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index];
    if (argument === '-r' || argument === '--require') {
      preloads.push(args[index + 1]);
      index += 1;
    } else if (!argument.startsWith('-')) {
      return { preloads, folder: resolve(argument) };
    }
  }
  return { preloads, folder: undefined };
}
