import type { Glyph } from '../ui/glyphs.ts';
import { iconPaths } from '../ui/icon-paths.ts';
import type { IconName } from '../ui/icon-paths.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Makes an element; text goes in as text, never as markup. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** Draws an icon. */
export function icon(name: IconName, sizePx = 16): SVGElement {
  const svg = drawing(sizePx, 24, 'pb-icon');
  svg.append(path(iconPaths[name], {}));
  return svg;
}

/** Draws a state's shape. */
export function glyph(shape: Glyph, sizePx: number): SVGElement {
  const svg = drawing(sizePx, 16, 'pb-glyph');
  svg.dataset.tone = shape.tone;
  const round = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  if (shape.fill !== undefined) svg.append(path(shape.fill, { fill: 'currentColor' }));
  if (shape.stroke !== undefined) {
    const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', ...round };
    svg.append(path(shape.stroke, shape.spins === true ? { ...line, class: 'pb-spin' } : line));
  }
  if (shape.cut !== undefined) {
    svg.append(
      path(shape.cut, { fill: 'none', stroke: 'var(--pb-bg)', 'stroke-width': '1.8', ...round }),
    );
  }
  return svg;
}

function drawing(sizePx: number, gridSize: number, className: string): SVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  const size = String(sizePx);
  const box = `0 0 ${String(gridSize)} ${String(gridSize)}`;
  const attributes = { class: className, width: size, height: size, viewBox: box };
  for (const [name, value] of Object.entries({ ...attributes, 'aria-hidden': 'true' })) {
    svg.setAttribute(name, value);
  }
  return svg;
}

function path(d: string, attributes: Readonly<Record<string, string>>): SVGPathElement {
  const made = document.createElementNS(svgNamespace, 'path');
  made.setAttribute('d', d);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
