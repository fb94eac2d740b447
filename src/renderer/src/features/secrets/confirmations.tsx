import type { StoredSecret, StraySecrets } from '../../../../shared/domain/stored-secret.ts';
import { assertNever } from '../../../../shared/util/assert-never.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { kindOf } from './secret-words.ts';
import { secretsTexts } from './texts.ts';

/** What is about to be given up. */
export type Question =
  | { readonly kind: 'remove'; readonly secret: StoredSecret }
  | { readonly kind: 'strays'; readonly strays: StraySecrets }
  | { readonly kind: 'remove-all'; readonly isSure: boolean }
  | { readonly kind: 'start-over' };

/** Asks before anything is given up; removing everything is asked twice. */
export function Confirmations(props: {
  question: Question | null;
  count: number;
  onAsk: (question: Question | null) => void;
  onRemove: (secret: StoredSecret) => void;
  onRemoveStrays: (strays: StraySecrets) => void;
  onRemoveAll: () => void;
  onStartOver: () => void;
}) {
  const { question, count, onAsk, onRemove, onRemoveStrays, onRemoveAll, onStartOver } = props;
  const t = useTexts(secretsTexts);
  const onKeep = () => onAsk(null);
  switch (question?.kind) {
    case undefined:
      return null;
    case 'remove': {
      const { secret } = question;
      const server = secret.title;
      const isSignIn = secret.place.kind === 'sign-in';
      return (
        <ConfirmDialog
          title={t('remove.title', { server })}
          text={
            isSignIn
              ? t('remove.signIn', { server })
              : t('remove.text', { server, what: kindOf(secret, t) })
          }
          keep={t('remove.keep')}
          go={t('remove')}
          onKeep={onKeep}
          onGo={() => onRemove(secret)}
        />
      );
    }
    case 'strays': {
      const { strays } = question;
      return (
        <ConfirmDialog
          title={t('strays.title')}
          text={t(strays.isInBackup ? 'strays.backedUp' : 'strays.text')}
          keep={t('remove.keep')}
          go={t('strays.remove')}
          onKeep={onKeep}
          onGo={() => onRemoveStrays(strays)}
        />
      );
    }
    case 'remove-all':
      return question.isSure ? (
        <ConfirmDialog
          key="sure"
          title={t('all.sure')}
          text={t('all.sureText', { count })}
          keep={t('all.keep')}
          go={t('all.remove')}
          onKeep={onKeep}
          onGo={onRemoveAll}
        />
      ) : (
        <ConfirmDialog
          key="first"
          title={t('all.title')}
          text={t('all.text')}
          keep={t('all.keep')}
          go={t('all.next')}
          onKeep={onKeep}
          onGo={() => onAsk({ kind: 'remove-all', isSure: true })}
        />
      );
    case 'start-over':
      return (
        <ConfirmDialog
          title={t('over.title')}
          text={t('over.text')}
          keep={t('over.keep')}
          go={t('start-over')}
          onKeep={onKeep}
          onGo={onStartOver}
        />
      );
    default:
      return assertNever(question);
  }
}
