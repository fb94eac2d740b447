import type { WindowCommand } from '../../../shared/domain/window-command.ts';
import { stateOf } from '../../../shared/domain/snapshot-health.ts';
import { duplicateServer, importFromFile } from '../host/commands.ts';
import { openAdd, openImport, showPage, showServer } from '../host/ui-store.ts';
import type { WindowParts } from '../host/window-context.tsx';
import { serverAsJson } from '../parts/servers/server-as-json.ts';
import { focusSearch, isCovered } from './is-covered.ts';

/**
 * Does what was chosen in the application menu. While something lies above the page nothing is done:
 * it would change underneath. Resolves when a call it makes has been answered; throws what that throws.
 */
export async function followCommand(parts: WindowParts, command: WindowCommand): Promise<void> {
  const { host, ui } = parts;
  if (isCovered(ui)) return;
  if (isForServer(command)) return aboutServer(parts, command);
  switch (command) {
    case 'add':
      return openAdd(ui);
    case 'import':
      return openImport(ui);
    case 'import-file':
      return importFromFile(parts);
    case 'export':
      return ui.setState({ overlay: 'export' });
    case 'settings':
      return showPage(ui, 'settings');
    case 'find-anything':
      return ui.setState({ overlay: 'palette' });
    case 'find-here':
      return focusSearch(() => showPage(ui, 'servers'));
    case 'page-servers':
      return showPage(ui, 'servers');
    case 'page-tools':
      return showPage(ui, 'tools');
    case 'page-activity':
      return showPage(ui, 'activity');
    case 'page-apps':
      return showPage(ui, 'apps');
    case 'keys':
      return ui.setState({ overlay: 'keys' });
    case 'sidebar': {
      const isCollapsed = host.mirror.getState().snapshot?.settings.sidebarCollapsed ?? false;
      await host.client.settings.update({ sidebarCollapsed: !isCollapsed });
    }
  }
}

type ServerCommand = Extract<WindowCommand, `server-${string}`>;

function isForServer(command: WindowCommand): command is ServerCommand {
  return command.startsWith('server-');
}

async function aboutServer(parts: WindowParts, command: ServerCommand): Promise<void> {
  const { host, ui } = parts;
  const { client, mirror } = host;
  const { snapshot } = mirror.getState();
  const server = snapshot?.servers.find(({ name }) => name === ui.getState().selected);
  if (!snapshot || server === undefined) return;
  const { name } = server;
  switch (command) {
    case 'server-edit':
      return showServer(ui, name, 'settings');
    case 'server-log':
      return showServer(ui, name, 'logs');
    case 'server-remove':
      return ui.setState({ removing: name });
    case 'server-duplicate':
      return duplicateServer(parts, server);
    case 'server-copy':
      return navigator.clipboard.writeText(serverAsJson(server));
    case 'server-reconnect':
      return void (await client.connections.reinitialize({ name }));
    case 'server-disconnect':
      return void (await client.connections.disconnect({ name }));
    case 'server-on-off': {
      const isOff = stateOf(snapshot, name).kind === 'disabled';
      await client.servers.setEnabled({ name, enabled: isOff });
    }
  }
}
