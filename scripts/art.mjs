import { runMain } from './lib/prepare.mjs';
import { runTypeScript } from './lib/run-ts.mjs';

// Draws the tray's icons anew, after their shapes or colours were changed.
await runMain(() => runTypeScript('art/tray-icons.ts'));
