import { useMemo } from 'react';

import type { ServerView } from '../../../../shared/domain/server.ts';
import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { distinctions } from '../../parts/servers/namesakes.ts';
import { serverMenuTexts } from '../../parts/servers/server-menu-texts.ts';

const noServers: readonly ServerView[] = [];

/** The words beside titles that several servers have, by name. */
export function useBeside(): ReadonlyMap<string, string> {
  const t = useTexts(serverMenuTexts);
  const { servers, profiles } = useMirror(({ snapshot }) => ({
    servers: snapshot?.servers ?? noServers,
    profiles: snapshot?.profiles.all,
  }));
  return useMemo(() => {
    const titleOf = (id: string) => profiles?.find((one) => one.id === id)?.title ?? id;
    return new Map(
      [...distinctions(servers)].map(([name, one]) => {
        if (one.kind === 'text') return [name, one.text];
        const { scope } = one;
        return [
          name,
          scope.kind === 'shared' ? t('everybody') : scope.profiles.map(titleOf).join(', '),
        ];
      }),
    );
  }, [servers, profiles, t]);
}
