import { z } from 'zod';

/**
 * Whether a text is the address of a proxy that can be used and kept: http or https, a host, at most
 * a port. A user or a password in it would be a secret in a plain file, so it is refused.
 */
export function isProxyAddress(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/i.test(text) || !URL.canParse(text)) return false;
  const { pathname, username, password } = new URL(text);
  return pathname === '/' && username === '' && password === '';
}

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
