import { lazy, Suspense } from 'react';

import { useUi } from '../host/window-context.tsx';

const RemoveDialog = lazy(async () => ({
  default: (await import('../features/detail/remove-dialog.tsx')).RemoveDialog,
}));

const AddDialog = lazy(async () => ({
  default: (await import('../features/add-server/add-dialog.tsx')).AddDialog,
}));

/** Everything that lies above the pages. */
export function Overlays() {
  const isRemoving = useUi((ui) => ui.removing !== null);
  const isAdding = useUi((ui) => ui.adding !== null);
  return (
    <Suspense fallback={null}>
      {isRemoving && <RemoveDialog />}
      {isAdding && <AddDialog />}
    </Suspense>
  );
}
