import { Resvg, initWasm } from '@resvg/resvg-wasm';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { appIconSizesPx } from '../scripts/package/app-icons.mjs';

// Draws resources/app-icon in the sizes desktops ask for. Run: npm run art

const root = process.env['PATCHBAY_ROOT'] ?? '.';
const folder = join(root, 'resources', 'app-icon');
const wasm = createRequire(join(root, 'package.json')).resolve('@resvg/resvg-wasm/index_bg.wasm');
await initWasm(await readFile(wasm));
const drawing = await readFile(join(folder, 'patchbay.svg'), 'utf8');
for (const sizePx of appIconSizesPx) {
  const icon = new Resvg(drawing, { fitTo: { mode: 'width', value: sizePx } });
  await writeFile(join(folder, `${String(sizePx)}.png`), icon.render().asPng());
}
