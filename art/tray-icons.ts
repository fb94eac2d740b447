import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { trayDrawingsFor, trayIconFile, traySizesPx } from '../src/main/shell/tray-icon-files.ts';
import type { TrayLook } from '../src/main/shell/tray-icon-files.ts';
import { glyphs } from '../src/renderer/src/ui/glyphs.ts';
import type { Glyph, Tone } from '../src/renderer/src/ui/glyphs.ts';
import { healthLevels } from '../src/shared/domain/health.ts';

// Draws resources/tray from the same shapes as the window shows. Run: npm run art

const colours: Readonly<Record<Exclude<TrayLook, 'template'>, Record<Tone, string>>> = {
  'on-light': {
    teal: '#0a8f68',
    violet: '#7048e8',
    red: '#e03131',
    yellow: '#d96a00',
    blue: '#1c7ed6',
    grey: '#6b727d',
  },
  'on-dark': {
    teal: '#2fcb9c',
    violet: '#b197fc',
    red: '#ff6b6b',
    yellow: '#fcc419',
    blue: '#5cb3f7',
    grey: '#adb5bd',
  },
};

// Thicker than in the window: a panel shows the icon alone, and often at 16 pixels.
const strokeWidth = 2.1;
const cutWidth = 2;

function svgOf(glyph: Glyph, look: TrayLook): string {
  const colour = look === 'template' ? '#000000' : colours[look][glyph.tone];
  const round = 'stroke-linecap="round" stroke-linejoin="round" fill="none"';
  const fill = glyph.fill === undefined ? '' : `<path d="${glyph.fill}" fill="${colour}"/>`;
  const stroke =
    glyph.stroke === undefined
      ? ''
      : `<path d="${glyph.stroke}" stroke="${colour}" stroke-width="${strokeWidth}" ${round}/>`;
  // Cut out rather than painted, so that any panel shows through.
  const cut =
    glyph.cut === undefined
      ? ''
      : `<path d="${glyph.cut}" stroke="#000" stroke-width="${cutWidth}" ${round}/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
    <mask id="cut"><rect width="16" height="16" fill="#fff"/>${cut}</mask>
    <g mask="url(#cut)">${fill}${stroke}</g>
  </svg>`;
}

function sizesPx(look: TrayLook): readonly number[] {
  if (look !== 'template') return traySizesPx;
  return trayDrawingsFor('darwin').map((drawing) => drawing.sizePx);
}

const root = process.env['PATCHBAY_ROOT'] ?? '.';
const folder = join(root, 'resources', 'tray');
const wasm = createRequire(join(root, 'package.json')).resolve('@resvg/resvg-wasm/index_bg.wasm');
await initWasm(await readFile(wasm));
await mkdir(folder, { recursive: true });
for (const level of healthLevels) {
  for (const look of ['on-light', 'on-dark', 'template'] as const) {
    for (const sizePx of sizesPx(look)) {
      const drawing = new Resvg(svgOf(glyphs[level], look), {
        fitTo: { mode: 'width', value: sizePx },
      });
      await writeFile(join(folder, trayIconFile(level, look, sizePx)), drawing.render().asPng());
    }
  }
}
