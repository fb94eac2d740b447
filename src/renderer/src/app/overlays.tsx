import { useMirror, useUi } from '../host/window-context.tsx';
import { preloaded } from '../ui/preloaded.tsx';
import { useDrop } from './use-drop.ts';
import { useKeys } from './use-keys.ts';

const RemoveDialog = preloaded(
  async () => (await import('../features/detail/remove-dialog.tsx')).RemoveDialog,
);

const ManyDialog = preloaded(
  async () => (await import('../features/many-servers/many-dialog.tsx')).ManyDialog,
);

const SignOutDialog = preloaded(
  async () => (await import('../features/detail/sign-out-dialog.tsx')).SignOutDialog,
);

const AddDialog = preloaded(
  async () => (await import('../features/add-server/add-dialog.tsx')).AddDialog,
);

const DoctorDialog = preloaded(
  async () => (await import('../features/doctor/doctor-dialog.tsx')).DoctorDialog,
);

const ProfilesDialog = preloaded(
  async () => (await import('../features/profiles/profiles-dialog.tsx')).ProfilesDialog,
);

const ExportDialog = preloaded(
  async () => (await import('../features/moving/export-dialog.tsx')).ExportDialog,
);

const ImportDialog = preloaded(
  async () => (await import('../features/import/import-dialog.tsx')).ImportDialog,
);

const QuestionDialog = preloaded(
  async () => (await import('../features/questions/question-dialog.tsx')).QuestionDialog,
);

const ApprovalDialog = preloaded(
  async () => (await import('../features/approvals/approval-dialog.tsx')).ApprovalDialog,
);

const KeysDialog = preloaded(async () => (await import('./keys-dialog.tsx')).KeysDialog);
const RowMenu = preloaded(async () => (await import('./row-menu.tsx')).RowMenu);
const Palette = preloaded(async () => (await import('./palette/palette.tsx')).Palette);
const UndoOffer = preloaded(async () => (await import('./undo-offer.tsx')).UndoOffer);
const Notices = preloaded(async () => (await import('./notices.tsx')).Notices);

/** Everything that lies above the pages. */
export function Overlays() {
  const isRemoving = useUi((ui) => ui.removing !== null);
  const isSigningOut = useUi((ui) => ui.signingOut !== null);
  const isAdding = useUi((ui) => ui.adding !== null);
  const isImporting = useUi((ui) => ui.importing !== null);
  const isExamining = useUi((ui) => ui.examining !== null);
  const hasRowMenu = useUi((ui) => ui.rowMenu !== null);
  const hasManyQuestion = useUi((ui) => ui.many !== null);
  const overlay = useUi((ui) => ui.overlay);
  const isAsked = useMirror(({ snapshot }) => (snapshot?.questions.length ?? 0) > 0);
  const isApprovalAsked = useMirror(({ snapshot }) => (snapshot?.approvals.length ?? 0) > 0);
  useKeys();
  useDrop();
  return (
    <>
      {isRemoving && <RemoveDialog />}
      {hasManyQuestion && <ManyDialog />}
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
      {isApprovalAsked && !isAsked && <ApprovalDialog />}
      <Notices />
      <UndoOffer />
    </>
  );
}
