import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

import { createCertificates } from '../../../src/main/node/network/certificates.ts';
import { createNetwork } from '../../../src/main/node/network/network.ts';
import {
  createPrivateCa,
  createSelfSigned,
} from '../../fixtures/servers/http/self-signed-certificate.ts';
import type { SelfSigned } from '../../fixtures/servers/http/self-signed-certificate.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { createCleanUp } from '../http/harness.ts';
import { createNetworkKit } from './kit.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

async function serve(identity: SelfSigned): Promise<URL> {
  const server = createServer(identity, (_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.own({
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
  return new URL(`https://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
}

type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/** What comes of asking: the answer, or the code of what went wrong. */
async function ask(fetch: Fetch, url: URL): Promise<string> {
  try {
    return await (await fetch(url, {})).text();
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code ?? String(error);
  }
}

const untrusted = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';

describe('whom connections trust', () => {
  test("is a company's authority once its file is chosen, and no longer when it is not", async () => {
    const kit = cleanUp.own(await createNetworkKit());
    const url = await serve(kit.ca.issue('127.0.0.1'));
    const fetch = kit.network.fetchFor();
    kit.state.extraFile = '';
    expect(await ask(fetch, url)).toBe(untrusted);
    kit.state.extraFile = kit.caFile;
    expect(await ask(fetch, url)).toBe('here');
    kit.state.extraFile = '';
    expect(await ask(fetch, url)).toBe(untrusted);
  });

  test('still is nobody else, nor anybody for another name', async () => {
    const kit = cleanUp.own(await createNetworkKit());
    const fetch = kit.network.fetchFor();
    expect(await ask(fetch, await serve(createSelfSigned()))).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(await ask(fetch, await serve(createPrivateCa().issue('127.0.0.1')))).toBe(untrusted);
    const url = await serve(kit.ca.issue('other.test'));
    expect(await ask(fetch, url)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('changes with the file, and a file that is of no use is told and does no harm', async () => {
    const kit = cleanUp.own(await createNetworkKit());
    const url = await serve(kit.ca.issue('127.0.0.1'));
    const fetch = kit.network.fetchFor();
    const file = join(kit.folder, 'chosen.pem');
    kit.state.extraFile = file;
    expect(await ask(fetch, url)).toBe(untrusted);
    await writeFile(file, kit.ca.cert.replace('MI', 'XX'));
    expect(await ask(fetch, url)).toBe(untrusted);
    await writeFile(file, 'nothing of the kind');
    expect(await ask(fetch, url)).toBe(untrusted);
    expect(kit.unusable).toEqual([file, file, file]);
    await writeFile(file, `${createPrivateCa().cert}\r\n${kit.ca.cert}`);
    expect(await ask(fetch, url)).toBe('here');
    expect(kit.unusable.length).toBe(3);
  });

  test.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'the usual bundle'])(
    'is whom %s names',
    async (place) => {
      const kit = cleanUp.own(await createNetworkKit());
      const url = await serve(kit.ca.issue('127.0.0.1'));
      const isBundle = place === 'the usual bundle';
      const away = join(kit.folder, 'away');
      const network = createNetwork({
        certificates: createCertificates({
          env: isBundle ? {} : { [place]: kit.caFile },
          extraFile: () => '',
          logger: createSilentLogger(),
          bundles: isBundle ? [away, kit.caFile] : [away],
        }),
        general: () => ({ kind: 'none' }),
        env: {},
      });
      cleanUp.own({ close: () => network.dispose() });
      expect(await ask(network.fetchFor(), url)).toBe('here');
    },
  );

  test('a system that hands over none is told once, unless a bundle says whom it trusts', async () => {
    const kit = cleanUp.own(await createNetworkKit());
    const url = await serve(kit.ca.issue('127.0.0.1'));
    const tried = async (askSystem: () => readonly string[], bundles: readonly string[]) => {
      const said: string[] = [];
      const state = { extraFile: '' };
      const network = createNetwork({
        certificates: createCertificates({
          env: {},
          extraFile: () => state.extraFile,
          logger: { ...createSilentLogger(), warn: (text) => void said.push(text) },
          onSystemUnread: () => said.push('told'),
          bundles,
          askSystem,
        }),
        general: () => ({ kind: 'none' }),
        env: {},
      });
      cleanUp.own({ close: () => network.dispose() });
      const first = await ask(network.fetchFor(), url);
      // The person's own file makes up for it.
      state.extraFile = kit.caFile;
      return { first, then: await ask(network.fetchFor(), url), said };
    };
    const odd = () => {
      throw new Error('one odd certificate');
    };
    const logged = 'the certificates of the system cannot be asked for';
    expect(await tried(odd, [])).toEqual({
      first: untrusted,
      then: 'here',
      said: [logged, 'told'],
    });
    expect(await tried(odd, [kit.caFile])).toMatchObject({ first: 'here', said: [logged] });
    expect(await tried(() => [kit.ca.cert], [])).toMatchObject({ first: 'here', said: [] });
    expect(await tried(() => [], [])).toMatchObject({ first: untrusted, said: [] });
  });
});
