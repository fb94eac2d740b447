import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';

// A data folder of its own, as Patchbay has one, so that neither finds the other's caches.
app.setPath('userData', process.env['PATCHBAY_HOME'] ?? app.getPath('userData'));

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  void window.loadFile(join(import.meta.dirname, 'index.html'));
});

app.on('window-all-closed', () => app.quit());
