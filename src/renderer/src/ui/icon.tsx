import type { Glyph } from './glyphs.ts';
import { iconPaths } from './icon-paths.ts';
import type { IconName } from './icon-paths.ts';

/** An icon of the shell, the same as the first paint drew. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="pb-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}

/** The shape of a state. A word must stand beside it. */
export function StateGlyph({ shape, size }: { shape: Glyph; size: number }) {
  const line = { strokeLinecap: 'round', strokeLinejoin: 'round', fill: 'none' } as const;
  return (
    <svg
      className="pb-glyph"
      data-tone={shape.tone}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {shape.fill !== undefined && <path d={shape.fill} fill="currentColor" />}
      {shape.stroke !== undefined && (
        <path
          d={shape.stroke}
          className={shape.spins === true ? 'pb-spin' : undefined}
          stroke="currentColor"
          strokeWidth="1.5"
          {...line}
        />
      )}
      {shape.cut !== undefined && (
        <path d={shape.cut} stroke="var(--pb-bg)" strokeWidth="1.8" {...line} />
      )}
    </svg>
  );
}
