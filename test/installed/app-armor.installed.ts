import { expect, test } from '@playwright/test';

import { fetchParser, putParser } from './support/app-armor-parser.ts';
import { install } from './support/installed-app.ts';
import { makeRoot, whyNoRoot } from './support/throw-away-root.ts';
import type { ThrowAwayRoot } from './support/throw-away-root.ts';

test.describe.configure({ mode: 'serial' });

const profile = '/etc/apparmor.d/patchbay';
let root: ThrowAwayRoot;

test.beforeAll(async () => {
  const reason = await whyNoRoot();
  test.skip(reason !== undefined, reason);
  const parser = await fetchParser();
  test.skip(!parser.ok, parser.ok ? '' : parser.error);
  if (!parser.ok) return;
  root = await makeRoot();
  await putParser(root, parser.value);
});
test.afterAll(() => root?.[Symbol.asyncDispose]());

test('where AppArmor knows user namespaces, its parser takes the profile of the package', async () => {
  const version = await root.asRoot('apparmor_parser', '--version');
  expect(version.stdout + version.stderr).toMatch(/version [4-9]\./);
  expect((await install(root)).code).toBe(0);
  expect((await root.asRoot('test', '-f', profile)).code).toBe(0);
  const built = await root.asRoot('apparmor_parser', '-d', '-Q', '-K', profile);
  expect(built).toMatchObject({ code: 0 });
  const said = built.stdout + built.stderr;
  expect(said).toMatch(/Name:\s+patchbay/);
  expect(said).toContain('userns');
});

test('a parser that does not take a profile leaves the system without it, and the package installs', async () => {
  expect((await root.asRoot('dpkg', '--remove', 'patchbay')).code).toBe(0);
  expect((await root.asRoot('test', '-e', profile)).code).toBe(1);
  await root.put('#!/bin/sh\nexit 1\n', '/usr/sbin/apparmor_parser');
  expect((await install(root)).code).toBe(0);
  expect((await root.asRoot('test', '-e', profile)).code).toBe(1);
});
