import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCertificates } from '../../../src/main/node/network/certificates.ts';
import { createNetwork } from '../../../src/main/node/network/network.ts';
import type { Network } from '../../../src/main/node/network/network.ts';
import type { ProxyChoice } from '../../../src/shared/domain/proxy.ts';
import { createPrivateCa } from '../../fixtures/servers/http/self-signed-certificate.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

/** What is not as on a computer without proxies and with a company's certificate. */
export interface NetworkKitOptions {
  readonly general?: ProxyChoice;
  readonly env?: Readonly<Record<string, string>>;
  readonly system?: (url: string) => Promise<string>;
}

/** A network of its own, an authority that only it trusts, and a folder that goes with it. */
export async function createNetworkKit(options: NetworkKitOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-network-'));
  const ca = createPrivateCa();
  const caFile = join(folder, 'company.pem');
  await writeFile(caFile, `Company\n${ca.cert}`);
  const state = { extraFile: caFile, general: options.general ?? ({ kind: 'system' } as const) };
  const unusable: string[] = [];
  const network: Network = createNetwork({
    certificates: createCertificates({
      env: options.env ?? {},
      extraFile: () => state.extraFile,
      logger: createSilentLogger(),
      onUnusable: (file) => unusable.push(file),
    }),
    general: () => state.general,
    env: options.env ?? {},
    system: options.system,
  });
  return {
    network,
    ca,
    caFile,
    folder,
    state,
    unusable,
    close: async () => {
      await network.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
