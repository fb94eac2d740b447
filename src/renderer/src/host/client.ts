import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';

import type { Contract } from '../../../shared/contract/contract.ts';

/** Main's calls, typed by the contract. */
export type Client = ContractRouterClient<Contract>;

/** Opens the channel to main: one end is handed to preload, the other becomes the client. */
export function connectToMain(): Client {
  const { port1, port2 } = new MessageChannel();
  window.postMessage('patchbay:connect', '*', [port2]);
  port1.start();
  return createORPCClient<Client>(new RPCLink({ port: port1 }));
}
