import type { Rights } from '../app-rights/rights.ts';
import { callerKey } from '../approvals/call-gate.ts';
import type { AppSession } from './app-session.ts';

/** Keeps the connections of the one profile a person stated for an app, while the app is here. */
export function serveFixedProfile(
  session: Pick<AppSession, 'hello' | 'keep' | 'release'>,
  deps: {
    readonly rights: Pick<Rights, 'of' | 'profileOf' | 'onChange'>;
    readonly serve: (profileId: string) => Disposable;
  },
): void {
  const { rights, serve } = deps;
  const caller = callerKey(session.hello);
  let served: string | undefined;
  const look = async (): Promise<void> => {
    await rights.of(caller);
    const wanted = rights.profileOf(caller);
    if (wanted === served) return;
    served = wanted;
    if (wanted === undefined) session.release('stated profile');
    else session.keep('stated profile', serve(wanted));
  };
  session.keep(
    'its rights',
    rights.onChange(() => void look()),
  );
  void look();
}
