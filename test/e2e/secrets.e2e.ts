import { expect, test } from '@playwright/test';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startLoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import { startEraServer } from '../fixtures/servers/http/mcp-http-servers.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, filesWith, fixtureFile } from './support/machine.ts';
import {
  addButton,
  addDialog,
  addFrom,
  everythingIn,
  expectState,
  mcpServers,
  openTab,
  rowOf,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
const key = `key-${String(process.hrtime.bigint())}`;
const ends: (() => Promise<void>)[] = [];
test.beforeAll(async () => {
  launched = await launchApp({ home: await createHome() });
});
test.afterAll(async () => {
  await launched.close();
  for (const end of ends) await end();
  await rm(launched.home, { recursive: true, force: true });
});

async function expectKeyNowhere(): Promise<void> {
  expect(await everythingIn(launched.page)).not.toContain(key);
  expect(await filesWith(launched.home, key)).toEqual([]);
  expect(await commandsWith(key)).toEqual([]);
}

test('a dropped file with questions asks them, and starts once they are answered', async () => {
  const { page } = launched;
  const text = JSON.stringify({
    inputs: [{ type: 'promptString', id: 'token', description: 'Your token', password: true }],
    servers: {
      tracker: {
        type: 'stdio',
        command: 'node',
        args: [fixtureFile('stdio', 'token-holder.mjs')],
        env: { TOKEN: '${input:token}' },
      },
    },
  });
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'mcp.json', { type: 'application/json' }));
    return transfer;
  }, text);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  const dialog = addDialog(page);
  await addButton(dialog).click();
  await dialog.getByRole('button', { name: 'Fill in' }).click();
  await expectState(page, 'tracker', 'needs-setup');
  await expect(rowOf(page, 'tracker')).toContainText('Needs a value');
  await screenshot(page, 'needs-setup');
  await page
    .getByLabel('Your token')
    .or(page.getByLabel('token', { exact: true }))
    .first()
    .fill(key);
  await page.getByRole('button', { name: 'Save and connect' }).click();
  await expectState(page, 'tracker', 'ready');
  await expectKeyNowhere();
});

test('a server that asks for a key gets the one entered in its settings', async () => {
  const { page } = launched;
  const inner = await startEraServer({ eras: 'both' });
  const guard = await startLoopbackServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${key}`) {
      request.resume();
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      return;
    }
    const { method = 'GET', headers } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = method === 'POST' ? Buffer.concat(chunks) : undefined;
      const passed = Object.entries(headers).filter(
        ([name, value]) =>
          typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name),
      ) as [string, string][];
      fetch(inner.url, { method, headers: passed, body })
        .then(async (answer) => {
          response.writeHead(answer.status, Object.fromEntries(answer.headers));
          response.end(Buffer.from(await answer.arrayBuffer()));
        })
        .catch(() => response.destroy());
    });
  });
  ends.push(inner.close, guard.close);
  await addFrom(page, mcpServers({ Guarded: { url: guard.url } }));
  await expectState(page, 'guarded', 'needs-sign-in');
  await rowOf(page, 'guarded').click();
  await expect(page.getByRole('alert')).toContainText('The server asks you to sign in.');
  await page.getByRole('alert').getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Access' }).click();
  await page.getByRole('option', { name: 'A key or password' }).click();
  await page.getByLabel('Key', { exact: true }).fill(key);
  await screenshot(page, 'access-key');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectState(page, 'guarded', 'ready');
  await expectKeyNowhere();
});

test('a copied report says what is wrong and holds no secret', async () => {
  const { page, app } = launched;
  await addFrom(
    page,
    mcpServers({ Shy: { command: 'no-such-program-anywhere', args: [], env: { API_KEY: key } } }),
  );
  await openTab(page, 'shy', 'Overview');
  await page.getByRole('alert').getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByRole('alert').getByRole('button', { name: 'Copied' })).toBeVisible();
  const report = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(JSON.parse(report)).toMatchObject({
    server: { name: 'shy', transport: { env: ['API_KEY'] } },
    failure: { code: 'COMMAND_NOT_FOUND' },
  });
  expect(report).not.toContain(key);
});

test('a secret leaves the vault with its server, at the latest when the app ends', async () => {
  const { page } = launched;
  const before = await sealedRecords();
  await rowOf(page, 'shy').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(rowOf(page, 'shy')).toHaveCount(0);
  await expectKeyNowhere();
  await launched.close();
  expect(await sealedRecords()).toBe(before - 1);
  expect(await filesWith(launched.home, key)).toEqual([]);
});

async function sealedRecords(): Promise<number> {
  const text = await readFile(join(launched.home, 'data', 'vault.json'), 'utf8');
  return text.match(/"ciphertext"/g)?.length ?? 0;
}
