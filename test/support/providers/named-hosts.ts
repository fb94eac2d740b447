import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCertificates } from '../../../src/main/node/network/certificates.ts';
import { createNetwork } from '../../../src/main/node/network/network.ts';
import type { Settings } from '../../../src/shared/domain/settings.ts';
import { startConnectProxy } from '../../fixtures/servers/http/connect-proxy.ts';
import { createPrivateCa } from '../../fixtures/servers/http/self-signed-certificate.ts';
import { startTlsFront } from '../../fixtures/servers/http/tls-front.ts';
import type { Reach } from '../../odd-services/browser.ts';
import { createSilentLogger } from '../silent-logger.ts';

/** Host names with TLS that lead to plain servers on loopback, for whoever goes by the proxy. */
export interface NamedHosts extends AsyncDisposable {
  /** The settings of an app that goes by the proxy and trusts the certificates. */
  readonly settings: Pick<Settings, 'proxy' | 'extraCertificates'>;
  /** The same as the environment of a program. */
  readonly env: Readonly<Record<string, string>>;
  /** How a browser on such a computer gets anywhere. */
  readonly reach: Reach;
}

/** Gives names to the servers; each name with the address of a plain server on loopback. */
export async function nameHosts(servers: Readonly<Record<string, string>>): Promise<NamedHosts> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-hosts-'));
  const ca = createPrivateCa();
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, ca.cert);
  const fronts = await Promise.all(
    Object.entries(servers).map(async ([host, url]) => ({
      host,
      front: await startTlsFront(url, ca.issue(host)),
    })),
  );
  const names = Object.fromEntries(fronts.map(({ host, front }) => [host, front.port]));
  const proxy = await startConnectProxy({ names });
  const address = { kind: 'address', address: proxy.url } as const;
  const network = createNetwork({
    certificates: createCertificates({
      env: {},
      extraFile: () => caFile,
      logger: createSilentLogger(),
    }),
    general: () => address,
    env: {},
  });
  const fetchThere = network.fetchFor();
  return {
    settings: { proxy: address, extraCertificates: caFile },
    env: { HTTPS_PROXY: proxy.url, https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: caFile },
    reach: (url, init) => fetchThere(new URL(url), init),
    async [Symbol.asyncDispose]() {
      await network.dispose();
      await proxy.close();
      await Promise.all(fronts.map(({ front }) => front.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
