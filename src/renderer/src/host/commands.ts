import { isDefinedError, safe } from '@orpc/client';

import type { Failure } from '../../../shared/domain/failure.ts';
import type { ServerActionKind } from '../../../shared/domain/server-action.ts';
import type { ServerDraftInput, ServerView } from '../../../shared/domain/server.ts';
import { assertNever } from '../../../shared/util/assert-never.ts';
import { own } from '../../../shared/util/own.ts';
import type { Client } from './client.ts';
import { failureOf, isMissingProgram } from '../parts/failures/server-failure.ts';
import { serverAsJson } from '../parts/servers/server-as-json.ts';
import { openAdd, openImport, showField, showServer } from './ui-store.ts';
import type { WindowParts } from './window-context.tsx';

/** Does what the one button of a server says. */
export async function runServerAction(
  { host, ui }: WindowParts,
  name: string,
  action: ServerActionKind,
): Promise<void> {
  switch (action) {
    case 'connect':
    case 'retry':
      await host.client.connections.connect({ name });
      return;
    case 'turn-on':
      await host.client.servers.setEnabled({ name, enabled: true });
      return;
    case 'sign-in':
      showServer(ui, name, 'overview');
      // Why it did not begin is shown where the person waits.
      await safe(host.client.signIn.begin({ name }));
      return;
    case 'fix':
      fix({ host, ui }, name);
      return;
    case 'review':
    case 'fill-in':
      showServer(ui, name, 'overview');
      focusSetup();
      return;
    default:
      assertNever(action);
  }
}

/** Opens what mends a failure: the doctor for a missing program, else the field it is about. */
function fix({ host, ui }: WindowParts, name: string): void {
  const { snapshot } = host.mirror.getState();
  const server = snapshot?.servers.find((one) => one.name === name);
  const state = own(snapshot?.states, name);
  const failure = server === undefined || state === undefined ? null : failureOf(state, server);
  if (failure !== null && isMissingProgram(failure)) {
    ui.setState({ page: 'servers', selected: name, examining: name });
    return;
  }
  showField(ui, name, failure === null ? null : fieldOf(failure));
}

/** The field of a server's settings that a failure is about; null where no single one is. */
function fieldOf({ action, code }: Failure): string | null {
  if (action === 'edit-command') return 'transport.command';
  if (action === 'edit-url') return 'transport.url';
  if (code === 'KEY_REFUSED' || code === 'KEY_WANTED') return 'auth.key';
  return null;
}

// The panel appears with the next render; its first field is where the person goes on.
function focusSetup(): void {
  setTimeout(() => {
    document.querySelector<HTMLElement>('[data-setup] :is(input, button)')?.focus();
  }, 60);
}

const sampleDraft: ServerDraftInput = {
  title: 'Sample',
  transport: { type: 'built-in', id: 'sample' },
};

/** Adds the built-in sample server, or shows the one that is there; answers with its name. */
export async function addSampleServer({ host, ui }: WindowParts): Promise<string> {
  const known = host.mirror
    .getState()
    .snapshot?.servers.find(({ transport }) => transport.type === 'built-in');
  const name = known?.name ?? (await createWithConsent(host.client, sampleDraft));
  showServer(ui, name, 'overview');
  return name;
}

/** Creates a server that a click named exactly; only for those that start no program. */
async function createWithConsent(client: Client, draft: ServerDraftInput): Promise<string> {
  const first = await safe(client.servers.create({ draft }));
  if (first.error === null) return first.data.name;
  if (isDefinedError(first.error) && first.error.code === 'CONSENT_REQUIRED') {
    const { consent } = first.error.data.preview;
    return (await client.servers.create({ draft, consent })).name;
  }
  throw first.error;
}

/** Lets a person choose a file, and shows what importing it would do. */
export async function importFromFile({ host, ui }: WindowParts): Promise<void> {
  const finds = await host.client.import.read({ kind: 'file' });
  if (finds === null) return;
  openImport(
    ui,
    finds.map(({ id }) => id),
  );
}

/** Opens the form to add a server, filled in as another one is; nothing is saved or started yet. */
export function duplicateServer({ ui }: WindowParts, server: ServerView): void {
  openAdd(ui, serverAsJson(server));
}
