import type { ReactNode } from 'react';

/** A group of choices under a heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pb-setting">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
