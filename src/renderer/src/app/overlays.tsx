import { lazy, Suspense } from 'react';

import { useMirror, useUi } from '../host/window-context.tsx';
import { useDrop } from './use-drop.ts';
import { useKeys } from './use-keys.ts';

const RemoveDialog = lazy(async () => ({
  default: (await import('../features/detail/remove-dialog.tsx')).RemoveDialog,
}));

const SignOutDialog = lazy(async () => ({
  default: (await import('../features/detail/sign-out-dialog.tsx')).SignOutDialog,
}));

const AddDialog = lazy(async () => ({
  default: (await import('../features/add-server/add-dialog.tsx')).AddDialog,
}));

const DoctorDialog = lazy(async () => ({
  default: (await import('../features/doctor/doctor-dialog.tsx')).DoctorDialog,
}));

const ProfilesDialog = lazy(async () => ({
  default: (await import('../features/profiles/profiles-dialog.tsx')).ProfilesDialog,
}));

const ExportDialog = lazy(async () => ({
  default: (await import('../features/moving/export-dialog.tsx')).ExportDialog,
}));

const ImportDialog = lazy(async () => ({
  default: (await import('../features/import/import-dialog.tsx')).ImportDialog,
}));

const QuestionDialog = lazy(async () => ({
  default: (await import('../features/questions/question-dialog.tsx')).QuestionDialog,
}));

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));
const RowMenu = lazy(async () => ({ default: (await import('./row-menu.tsx')).RowMenu }));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const UndoOffer = lazy(async () => ({ default: (await import('./undo-offer.tsx')).UndoOffer }));
const Notices = lazy(async () => ({ default: (await import('./notices.tsx')).Notices }));

/** Everything that lies above the pages. */
export function Overlays() {
  const isRemoving = useUi((ui) => ui.removing !== null);
  const isSigningOut = useUi((ui) => ui.signingOut !== null);
  const isAdding = useUi((ui) => ui.adding !== null);
  const isImporting = useUi((ui) => ui.importing !== null);
  const isExamining = useUi((ui) => ui.examining !== null);
  const hasRowMenu = useUi((ui) => ui.rowMenu !== null);
  const overlay = useUi((ui) => ui.overlay);
  const isAsked = useMirror(({ snapshot }) => (snapshot?.questions.length ?? 0) > 0);
  useKeys();
  useDrop();
  return (
    <Suspense fallback={null}>
      {isRemoving && <RemoveDialog />}
      {isSigningOut && <SignOutDialog />}
      {isAdding && <AddDialog />}
      {isImporting && <ImportDialog />}
      {isExamining && <DoctorDialog />}
      {hasRowMenu && <RowMenu />}
      {overlay === 'profiles' && <ProfilesDialog />}
      {overlay === 'export' && <ExportDialog />}
      {overlay === 'keys' && <KeysDialog />}
      {overlay === 'palette' && <Palette />}
      {isAsked && <QuestionDialog />}
      <Notices />
      <UndoOffer />
    </Suspense>
  );
}
