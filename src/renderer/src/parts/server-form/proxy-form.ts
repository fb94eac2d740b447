import type { ProxyChoice } from '../../../../shared/domain/proxy.ts';

/** How a server is reached, as a form holds it: `general` is as everything else. */
export interface ProxyForm {
  readonly kind: 'general' | ProxyChoice['kind'];
  readonly address: string;
}

/** The form of a choice; none of its own is `general`. */
export function toProxyForm(proxy: ProxyChoice | undefined): ProxyForm {
  return {
    kind: proxy?.kind ?? 'general',
    address: proxy?.kind === 'address' ? proxy.address : '',
  };
}

/** The part of a transport that a form stands for; an address may still be wrong. */
export function fromProxyForm({ kind, address }: ProxyForm): { readonly proxy?: ProxyChoice } {
  if (kind === 'general') return {};
  return { proxy: kind === 'address' ? { kind, address: address.trim() } : { kind } };
}
