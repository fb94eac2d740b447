import { z } from 'zod';

import { isProxyAddress } from './proxy-address.ts';

/** The address of a proxy; see {@link isProxyAddress}. */
export const proxyAddressSchema = z.string().max(300).refine(isProxyAddress, {
  message: 'an address such as http://proxy.example:8080, without a user or password',
});

/**
 * How addresses are reached: as this computer has it set (its environment, else the desktop), without
 * a proxy, or through one proxy.
 */
export const proxyChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('address'), address: proxyAddressSchema }),
]);
export type ProxyChoice = Readonly<z.infer<typeof proxyChoiceSchema>>;
