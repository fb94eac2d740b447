import { lazy, Suspense } from 'react';

import { useUi } from '../host/window-context.tsx';

const RemoveDialog = lazy(async () => ({
  default: (await import('../features/detail/remove-dialog.tsx')).RemoveDialog,
}));

/** Everything that lies above the pages. */
export function Overlays() {
  const isRemoving = useUi((ui) => ui.removing !== null);
  return <Suspense fallback={null}>{isRemoving && <RemoveDialog />}</Suspense>;
}
