import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

import { showPart } from '../../host/ui-store.ts';
import type { SettingsPart } from '../../host/ui-store.ts';
import { useUi, useWindow } from '../../host/window-context.tsx';

/** A group of choices under a heading; `part` is what it is asked for by. */
export function Section(props: { title: string; part?: SettingsPart; children: ReactNode }) {
  const { title, part, children } = props;
  const { ui } = useWindow();
  const section = useRef<HTMLElement>(null);
  const isAskedFor = useUi((state) => part !== undefined && state.part === part);
  useEffect(() => {
    if (!isAskedFor) return;
    showPart(ui, null);
    section.current?.scrollIntoView({ block: 'center' });
    section.current?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  }, [isAskedFor, ui]);
  return (
    <section ref={section} className="pb-setting">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
