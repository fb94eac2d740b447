import './doctor.css';

import { Button, Group } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';

import type { DoctorReport } from '../../../../shared/domain/doctor.ts';
import { useServer, useUi, useWindow } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useExplain } from '../../ui/use-reporter.ts';
import { DoctorFindings } from './doctor-findings.tsx';
import { reportText } from './finding-words.ts';
import { doctorTexts } from './texts.ts';

type Examination =
  | { readonly kind: 'looking' }
  | { readonly kind: 'done'; readonly report: DoctorReport }
  | { readonly kind: 'failed'; readonly reason: string };

/** Says why the program of the chosen server does not start, and what to do about it. */
export function DoctorDialog() {
  const t = useTexts(doctorTexts);
  const { ui } = useWindow();
  const name = useUi((state) => state.examining);
  const known = useServer(name);
  const title = known?.server.title ?? '';
  const close = () => ui.setState({ examining: null });
  return (
    <Dialog
      opened={known !== undefined}
      onClose={close}
      title={t('title', { title })}
      size={640}
      className="pb-doctor"
    >
      {name !== null && <Examined key={name} name={name} title={title} onClose={close} />}
    </Dialog>
  );
}

function Examined({ name, title, onClose }: { name: string; title: string; onClose: () => void }) {
  const t = useTexts(doctorTexts);
  const say = usePhrases();
  const { host } = useWindow();
  const [examination, examine] = useExamination(name);
  const retry = () => {
    void host.client.connections.connect({ name }).catch(() => undefined);
    onClose();
  };
  const isDone = examination.kind === 'done';
  const isReady = isDone && examination.report.finding.kind === 'nothing-missing';
  return (
    <>
      <div className="pb-doctor-body" aria-live="polite" aria-busy={examination.kind === 'looking'}>
        {examination.kind === 'looking' && <p className="pb-none">{t('looking')}</p>}
        {examination.kind === 'failed' && <p role="alert">{examination.reason}</p>}
        {isDone && <DoctorFindings report={examination.report} />}
      </div>
      <Group justify="flex-end" className="pb-dialog-foot">
        {isDone && <CopyButton text={() => reportText(examination.report, title, t)} />}
        <Button
          size="sm"
          variant="default"
          leftSection={<IconRefresh size={14} />}
          disabled={examination.kind === 'looking'}
          onClick={examine}
        >
          {t('again')}
        </Button>
        <Button size="sm" variant={isReady ? 'filled' : 'default'} onClick={retry}>
          {say({ key: 'action.retryNow' })}
        </Button>
      </Group>
    </>
  );
}

function useExamination(name: string): readonly [Examination, () => void] {
  const { host } = useWindow();
  const explain = useExplain();
  const [round, setRound] = useState(0);
  const [examination, setExamination] = useState<Examination>({ kind: 'looking' });
  useEffect(() => {
    let isWanted = true;
    const show = (next: Examination) => void (isWanted && setExamination(next));
    host.client.doctor.examine({ name }).then(
      (report) => show({ kind: 'done', report }),
      (error: unknown) => show({ kind: 'failed', reason: explain(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [host, name, explain, round]);
  const examine = useCallback(() => {
    setExamination({ kind: 'looking' });
    setRound((before) => before + 1);
  }, []);
  return [examination, examine];
}
