import { runMain } from './lib/prepare.mjs';
import { runTypeScript } from './lib/run-ts.mjs';

// Draws the tray's and the app's icons anew, after their shapes or colours were changed.
await runMain(async () => {
  for (const drawing of ['art/tray-icons.ts', 'art/app-icon.ts']) {
    const code = await runTypeScript(drawing);
    if (code !== 0) return code;
  }
  return 0;
});
