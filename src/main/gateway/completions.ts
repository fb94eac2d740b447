import { z } from 'zod';

import { jsonObjectSchema } from '../../shared/domain/catalog.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import { ownerOf } from './offer.ts';
import type { Offer } from './offer.ts';

const refSchema = z.union([
  z.looseObject({ type: z.literal('ref/prompt'), name: z.string() }),
  z.looseObject({ type: z.literal('ref/resource'), uri: z.string() }),
]);

/**
 * The server that completes these parameters of `completion/complete`, and the parameters in its own
 * words; undefined when they mean nothing in this offer. Everything else in them stays as it is.
 */
export function completionIn(
  offer: Offer,
  params: JsonObject,
): { readonly server: string; readonly params: JsonObject } | undefined {
  const given = refSchema.safeParse(params['ref']);
  const ref = jsonObjectSchema.safeParse(params['ref']);
  if (!given.success || !ref.success) return undefined;
  if (given.data.type === 'ref/prompt') {
    const item = offer.prompts.get(given.data.name);
    return (
      item && { server: item.server, params: { ...params, ref: { ...ref.data, name: item.own } } }
    );
  }
  if (!isOffered(offer, given.data.uri)) return undefined;
  const owner = ownerOf(offer, given.data.uri);
  return (
    owner && { server: owner.server, params: { ...params, ref: { ...ref.data, uri: owner.uri } } }
  );
}

/** Of a template that is kept from an app nothing is completed; an address is not listed anywhere. */
const isOffered = ({ resourceTemplates }: Offer, uri: string): boolean =>
  !uri.includes('{') || resourceTemplates.some(({ uriTemplate }) => uriTemplate === uri);
