import { ipcRenderer, webUtils } from 'electron';

/** The page's end of its channel to main; with the message below all that crosses. */
const connectChannel = 'patchbay:connect';
/** Tells the page where the files lie that were just dropped on it. */
const droppedMessage = 'patchbay:dropped';

// SECURITY: the page cannot name a channel or a payload; it can only hand over one port. Main checks
// the sending frame before it answers on it.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.data !== connectChannel) return;
  const [port] = event.ports;
  if (port === undefined || event.ports.length !== 1) return;
  ipcRenderer.postMessage(connectChannel, null, [port]);
});

// Only what a person drops has a path here; a file the page made up has none.
window.addEventListener(
  'drop',
  (event: DragEvent) => {
    const paths = [...(event.dataTransfer?.files ?? [])].map((file) =>
      webUtils.getPathForFile(file),
    );
    if (paths.length > 0) window.postMessage({ type: droppedMessage, paths }, location.origin);
  },
  true,
);
