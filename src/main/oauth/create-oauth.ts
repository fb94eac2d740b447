import type { OAuth, OAuthDeps } from './oauth.ts';
import { SignInService } from './sign-in-service.ts';

/** Puts the parts together; nothing is read or contacted before it is used. */
export function createOAuth(deps: OAuthDeps): OAuth {
  return new SignInService(deps);
}
