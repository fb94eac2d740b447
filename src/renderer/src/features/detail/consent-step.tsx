import { Button } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import { useState } from 'react';

import type { LaunchPreview, ServerEdit, ServerView } from '../../../../shared/domain/server.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ConsentPanel } from '../../parts/consent/consent-panel.tsx';
import { toEdit, toForm } from '../../parts/server-form/form-model.ts';
import { withSecretsByEnvironment } from '../../parts/server-form/secrets-by-environment.ts';
import { useLaunchPreview } from '../../parts/consent/use-consent.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { detailTexts } from './texts.ts';

/** A change of the server that is saved with the agreement to what it then starts. */
interface Proposal {
  /** When the server it changes was saved. */
  readonly updatedAt: number;
  readonly draft: ServerEdit;
  readonly preview: LaunchPreview;
}

/** What a saved server would start, with the button that agrees to exactly that. */
export function ConsentStep({ server }: { server: ServerView }) {
  const t = useTexts(detailTexts);
  const client = useClient();
  const report = useReporter();
  const saved = useLaunchPreview(server.name, server.updatedAt);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  // A proposal is one for the server as it was.
  const current = proposal?.updatedAt === server.updatedAt ? proposal : null;
  const preview = current?.preview ?? saved;
  if (preview === null) return null;
  const { name } = server;
  const { consent } = preview;
  const agree = () =>
    current === null
      ? client.servers.consent({ name, consent })
      : client.servers.update({ name, draft: current.draft, consent });
  const moved = current === null ? withSecretsByEnvironment(toForm(server)) : undefined;
  const propose = async (draft: ServerEdit) => {
    const { error } = await safe(client.servers.update({ name, draft }));
    if (isDefinedError(error) && error.code === 'CONSENT_REQUIRED') {
      setProposal({ updatedAt: server.updatedAt, draft, preview: error.data.preview });
    } else if (error !== null) throw error;
  };
  return (
    <ConsentPanel
      preview={preview}
      onPassByEnvironment={moved && (() => report(propose(toEdit(moved))))}
    >
      {current !== null && <p>{t('setup.proposal')}</p>}
      <div className="pb-panel-actions">
        <Button onClick={() => report(agree())}>{t('setup.allow')}</Button>
        {current !== null && (
          <Button variant="default" onClick={() => setProposal(null)}>
            {t('setup.asBefore')}
          </Button>
        )}
      </div>
    </ConsentPanel>
  );
}
