import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launchApp, resizeWindow, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, fixtureFile, referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let folder: string;
const sign = `sign-${String(process.hrtime.bigint())}`;
const canary = 'canary-in-the-environment';

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-diagnostics-'));
  launched = await launchApp();
});
test.afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

const doctor = () => launched.page.getByRole('dialog', { name: /^Doctor: / });
const clipboard = () => launched.app.evaluate(({ clipboard }) => clipboard.readText());

/** By the palette. */
async function askDoctor(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill(`Doctor: ${title}`);
  await page.getByText(`Doctor: ${title}`, { exact: true }).click();
}

test('the doctor says what is missing, where it looked and what to install', async () => {
  const { page } = launched;
  const script = join(folder, 'tool');
  await writeFile(script, '#!/opt/deno/bin/deno run\n', { mode: 0o755 });
  await addFrom(
    page,
    mcpServers({
      Absent: { command: 'no-such-program-anywhere' },
      Scripted: { command: script },
      Runner: { command: 'bunx', args: ['some-server'] },
      Plain: { command: 'node', args: [referenceFile('everything'), 'stdio', sign] },
      Words: {
        command: 'node',
        args: ['-e', `console.error(process.env.X);process.exit(3)`],
        env: { X: canary },
      },
    }),
  );
  for (const name of ['absent', 'scripted', 'runner']) await expectState(page, name, 'failed');
  await openTab(page, 'runner', 'Overview');
  await page.getByRole('alert').getByRole('button', { name: 'Doctor' }).click();
  await expect(doctor()).toContainText('Bun is not installed');
  await expect(doctor()).toContainText('curl -fsSL https://bun.sh/install | bash');
  await expect(doctor().getByRole('listitem').filter({ hasText: 'node' }).first()).toContainText(
    /found · v\d+/,
  );
  await doctor()
    .getByText(/folders looked in$/)
    .click();
  await expect(doctor()).toContainText('/usr/bin');
  await screenshot(page, 'doctor');
  await doctor().getByRole('button', { name: 'Copy' }).last().click();
  await expect.poll(clipboard).toContain('Doctor: Runner');
  expect(await clipboard()).toContain('bunx: not found');
  await page.keyboard.press('Escape');
  await expect(doctor()).toBeHidden();
});

test('the doctor is in the palette, and looks again', async () => {
  const { page } = launched;
  await askDoctor(page, 'Scripted');
  await expect(doctor()).toContainText('The script needs “/opt/deno/bin/deno”');
  await expect(doctor()).toContainText('curl -fsSL https://deno.land/install.sh | sh');
  const program = `#!/bin/sh\nexec node "${fixtureFile('stdio', 'plain.mjs')}"\n`;
  await writeFile(join(folder, 'tool'), program);
  await doctor().getByRole('button', { name: 'Look again' }).click();
  await expect(doctor()).toContainText('Everything it needs is here.');
  await doctor().getByRole('button', { name: 'Retry now' }).click();
  await expect(doctor()).toBeHidden();
  await expectState(page, 'scripted', 'ready');
});

test('the report is whole and has no secret', async () => {
  const { page } = launched;
  // Between two attempts a report says what is under way, and no failure.
  await expectState(page, 'words', 'failed');
  await openTab(page, 'words', 'Overview');
  await page.getByRole('alert').getByRole('button', { name: 'Copy report' }).click();
  await expect.poll(clipboard).toContain('"PROCESS_EXITED"');
  const report = JSON.parse(await clipboard()) as Record<string, unknown>;
  expect(Object.keys(report)).toEqual(
    expect.arrayContaining([
      'patchbay',
      'platform',
      'server',
      'state',
      'failure',
      'history',
      'log',
    ]),
  );
});

test('the line of the last hours tells trouble from what is fine', async () => {
  const { page } = launched;
  await rowOf(page, 'plain').click();
  const [pid] = await commandsWith(sign);
  process.kill(Number(pid), 'SIGKILL');
  const line = page.getByRole('figure', { name: 'The last 15 min' });
  await expect(line.getByRole('listitem').filter({ hasText: 'Retrying' })).toHaveCount(1);
  await expectState(page, 'plain', 'ready');
  await expect(line.getByRole('listitem').last()).toContainText('Ready, since');
  await line.locator('[data-kind=ready]').last().hover();
  await expect(line.locator('.pb-timeline-bubble')).toContainText('Ready, since');
  await line.getByRole('img').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(line.locator('.pb-timeline-bubble')).toContainText(
    'Retrying (The program was stopped from outside)',
  );
  await screenshot(page, 'timeline');
});

test('the doctor and the line hold in the dark and in a small window', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await page.getByText('Dark', { exact: true }).click();
  for (const [width, height] of [
    [1280, 800],
    [720, 600],
  ] as const) {
    await resizeWindow(launched, width, height);
    await page.keyboard.press('Control+1');
    await askDoctor(page, 'Absent');
    await expect(doctor()).toContainText('is in none of the folders');
    await screenshot(page, `doctor-dark-${String(width)}`);
    const overflow = await doctor().evaluate((node) => node.scrollWidth - node.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await expect(doctor()).toBeHidden();
    await screenshot(page, `timeline-dark-${String(width)}`);
  }
  await page.keyboard.press('Control+,');
  await page.getByText('Light', { exact: true }).click();
  await page.keyboard.press('Control+1');
  await screenshot(page, 'timeline-light-720');
});
