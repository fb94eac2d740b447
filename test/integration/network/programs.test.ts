import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const everything = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/server-everything/dist/index.js',
);

const running: TestHost[] = [];
beforeEach(() => {
  // Whoever runs this may sit behind a proxy of their own.
  for (const name of Object.keys(process.env))
    if (/_PROXY$/i.test(name)) vi.stubEnv(name, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(running.splice(0).map((one) => one.remove()));
});

/** The environment a real program says that it has. */
async function environmentOf(
  options: Parameters<typeof startTestHost>[0],
  env: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const test = await startTestHost(options);
  running.push(test);
  const name = await addAgreed(test.client, {
    title: 'Everything',
    transport: {
      type: 'stdio',
      command: process.execPath,
      args: [everything],
      env: Object.fromEntries(
        Object.entries(env).map(([name, text]) => [name, { kind: 'text' as const, text }]),
      ),
    },
  });
  await test.reached(name, 'ready');
  for await (const event of await test.client.catalog.callTool({ name, tool: 'get-env', args: {} }))
    if (event.kind === 'result') {
      const [content] = event.result.content as unknown as readonly { readonly text: string }[];
      return JSON.parse(content?.text ?? '');
    }
  throw new Error('the call ended without a result');
}

test('a program hears of the proxy of the desktop and of the certificates the system trusts', async () => {
  const systemProxy = () => Promise.resolve('PROXY proxy.invalid:3128');
  expect(await environmentOf({ systemProxy })).toMatchObject({
    HTTPS_PROXY: 'http://proxy.invalid:3128',
    https_proxy: 'http://proxy.invalid:3128',
    NO_PROXY: 'localhost,127.0.0.1,::1',
    NODE_USE_SYSTEM_CA: '1',
  });
});

test('a program with a PATH of its own hears of it too', async () => {
  const systemProxy = () => Promise.resolve('PROXY proxy.invalid:3128');
  expect(await environmentOf({ systemProxy }, { PATH: '/usr/bin' })).toMatchObject({
    PATH: '/usr/bin',
    HTTPS_PROXY: 'http://proxy.invalid:3128',
  });
});

test('a program hears nothing of a proxy or of certificates that the settings name', async () => {
  const settings = {
    proxy: { kind: 'address', address: 'http://chosen.invalid:8080' },
    extraCertificates: '/chosen.pem',
  } as const;
  const env = await environmentOf({ settings });
  expect(JSON.stringify(env)).not.toContain('chosen');
});
