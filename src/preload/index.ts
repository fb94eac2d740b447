import { ipcRenderer } from 'electron';

/** The one thing that crosses: the page's end of its channel to main. */
const connectChannel = 'patchbay:connect';

// SECURITY: the page cannot name a channel or a payload; it can only hand over one port. Main checks
// the sending frame before it answers on it.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.data !== connectChannel) return;
  const [port] = event.ports;
  if (port === undefined || event.ports.length !== 1) return;
  ipcRenderer.postMessage(connectChannel, null, [port]);
});
