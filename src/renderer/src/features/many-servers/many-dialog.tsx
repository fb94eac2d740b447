import './many-servers.css';

import { useUi } from '../../host/window-context.tsx';
import { useKnown } from '../../parts/servers/use-picked.ts';
import { AllowManyDialog } from './allow-many-dialog.tsx';
import { ManyAccessDialog } from './many-access-dialog.tsx';
import { RemoveManyDialog } from './remove-many-dialog.tsx';

const none: readonly string[] = [];

/** What is asked before something is done with several servers. */
export function ManyDialog() {
  const many = useUi((state) => state.many);
  const picked = useKnown(many?.names ?? none);
  if (many === null) return null;
  switch (many.kind) {
    case 'remove':
      return <RemoveManyDialog picked={picked} />;
    case 'access':
      return <ManyAccessDialog picked={picked} />;
    case 'allow':
      return <AllowManyDialog picked={picked} />;
  }
}
