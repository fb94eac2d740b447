import { openableAddress } from '../../shared/domain/openable-address.ts';

/**
 * Opens addresses that stand in the answers of servers, once a person has asked for it. Only https,
 * and http on this computer, is handed to `open`, as a browser would write it; false for the rest.
 */
export function createAddressOpener(
  open: (address: string) => Promise<boolean>,
): (address: string) => Promise<boolean> {
  return async (address) => {
    const href = openableAddress(address);
    return href !== null && open(href);
  };
}
