import type { Grant } from './grant.ts';
import { scopesToRenew } from './scopes.ts';
import type { ServiceHabits } from './service-habits.ts';

/** One way of asking for a renewal, and what is learnt where it works after another did not. */
export interface RenewalForm {
  readonly parameters: Readonly<Record<string, string>>;
  readonly learnt: ServiceHabits;
}

/**
 * The ways to ask for new tokens (RFC 6749 section 6), in the order to try: as the specification
 * wants it or as it worked before, without scope, without resource, without both.
 */
export function renewalForms(grant: Grant, habits: ServiceHabits): readonly RenewalForm[] {
  const { requested, scopes, resource, refreshToken = '', renewalParameters } = grant;
  // SECURITY: a token for whatever comes may be one for the server that has signed in.
  if (grant.shared?.isStrict === true) return [strictForm(grant)];
  const scope = scopesToRenew(requested ?? scopes, scopes).join(' ');
  const hasScope = scope !== '' && habits.renewsWithoutScope !== true;
  const isResourceTaken = habits.refusesResource !== true && habits.renewsWithoutResource !== true;
  const hasResource = resource !== undefined && isResourceTaken;
  const form = (withScope: boolean, withResource: boolean): RenewalForm => ({
    parameters: {
      ...renewalParameters,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      ...(withResource && resource !== undefined ? { resource } : {}),
      ...(withScope ? { scope } : {}),
    },
    learnt: {
      ...(hasScope && !withScope ? { renewsWithoutScope: true } : {}),
      ...(hasResource && !withResource ? { renewsWithoutResource: true } : {}),
    },
  });
  return [
    form(hasScope, hasResource),
    ...(hasScope ? [form(false, hasResource)] : []),
    ...(hasResource ? [form(hasScope, false)] : []),
    ...(hasScope && hasResource ? [form(false, false)] : []),
  ];
}

/** A renewal that names what it is for, whatever the service is known to take. */
function strictForm({ requested = [], resource, refreshToken = '', renewalParameters }: Grant) {
  const scope = requested.join(' ');
  const parameters = {
    ...renewalParameters,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...(resource === undefined ? {} : { resource }),
    ...(scope === '' ? {} : { scope }),
  };
  return { parameters, learnt: {} };
}
