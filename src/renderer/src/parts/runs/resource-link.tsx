import './markdown.css';

import { Button } from '@mantine/core';
import { useState } from 'react';

import { openableAddress } from '../../../../shared/domain/openable-address.ts';
import { showItem } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { resultTexts } from './result-texts.ts';

/** A resource that an answer refers to: read from its server on a click, or opened in the browser. */
export function ResourceLink(props: { server: string; uri: string; label: string }) {
  const { server, uri, label } = props;
  const t = useTexts(resultTexts);
  const { ui } = useWindow();
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="pb-resource-link pb-result-text">
      <div>
        {label !== '' && <ExactText text={label} />}
        <code>
          <ExactText text={uri} />
        </code>
      </div>
      <Button
        size="compact-sm"
        variant="light"
        onClick={() => showItem(ui, server, 'resources', uri, { reads: true })}
      >
        {t('resource.open')}
      </Button>
      {openableAddress(uri) !== null && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {t('resource.browser')}
        </Button>
      )}
      {isAsking && <LinkDialog address={uri} onClose={() => setAsking(false)} />}
    </div>
  );
}
