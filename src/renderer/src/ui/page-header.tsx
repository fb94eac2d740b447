import type { ReactNode } from 'react';

/** Title and controls of a page that fills the window. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="pb-page-head">
      <h1>{title}</h1>
      {children}
    </header>
  );
}
