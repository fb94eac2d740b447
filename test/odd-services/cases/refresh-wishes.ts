import { byHand, changeMetadata, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import type { OddService } from '../service.ts';

/** A client of the person's own at a service that lists refresh tokens and no scope for them. */
function listsRefresh(s: OddService): void {
  knows(s);
  changeMetadata(s, { grant_types_supported: ['authorization_code', 'refresh_token'] });
}

const asksOffline = ({ access_type: type }: Readonly<Record<string, string>>) => type === 'offline';

/** Services that give refresh tokens to whoever asks in a way of their own, and their strict twins. */
export const refreshWishCases: readonly OddCase[] = [
  {
    id: 'offline-by-parameter',
    title: 'a refresh token only with access_type=offline, at a host nobody knows',
    source: 'Google Identity',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) => {
      listsRefresh(s);
      s.page = (asked) => void (s.givesRefresh = asksOffline(asked));
    },
  },
  {
    id: 'offline-by-parameter-and-consent',
    title: 'the same, and only for whoever is asked again',
    source: 'Google Identity',
    want: 'in',
    client: byHand,
    isTwice: true,
    quirk: (s) => {
      listsRefresh(s);
      s.page = (asked) =>
        void (s.givesRefresh = asksOffline(asked) && asked['prompt'] === 'consent');
    },
  },
  {
    id: 'strict-page',
    title: 'an error page for every parameter the page does not know',
    source: 'own',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) => {
      listsRefresh(s);
      s.page = (asked) => (asksOffline(asked) ? { page: 'Bad Request' } : undefined);
    },
  },
  {
    id: 'strict-answer',
    title: 'the same, sent back as invalid_request',
    source: 'own',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) => {
      listsRefresh(s);
      s.page = (asked) => (asksOffline(asked) ? { error: 'invalid_request' } : undefined);
    },
  },
  {
    id: 'strict-after-login',
    title: 'the same, only to somebody who has logged in',
    source: 'own',
    want: 'in',
    clicks: 2,
    client: byHand,
    quirk: (s) => {
      listsRefresh(s);
      let asked = 0;
      s.page = (wish) => {
        if (!asksOffline(wish)) return undefined;
        asked += 1;
        return asked % 2 === 1 ? undefined : { error: 'invalid_request', description: 'not known' };
      };
    },
  },
  {
    id: 'strict-registers',
    title: 'a service that registers clients by itself is asked for nothing it does not list',
    source: 'own',
    want: 'in',
    clicks: 1,
    quirk: (s) => {
      changeMetadata(s, { grant_types_supported: ['authorization_code', 'refresh_token'] });
      let isSpoilt = false;
      s.page = (asked) => {
        isSpoilt ||= asksOffline(asked);
        return isSpoilt ? { page: 'Bad Request' } : undefined;
      };
    },
  },
  {
    id: 'strict-with-scope',
    title: 'a service with a scope for refresh tokens is asked by that scope alone',
    source: 'OpenID Connect Core section 11',
    want: 'in',
    clicks: 1,
    client: byHand,
    quirk: (s) => {
      listsRefresh(s);
      changeMetadata(s, { scopes_supported: ['read', 'write', 'offline_access'] });
      s.page = (asked) => {
        s.givesRefresh = asked['scope']?.includes('offline_access') === true;
        return asksOffline(asked) ? { page: 'Bad Request' } : undefined;
      };
    },
  },
];
