/** The programs most servers are started with, by the names they have on `platform`. */
export function usualPrograms(platform: NodeJS.Platform): readonly string[] {
  return ['node', 'npx', 'uvx', platform === 'win32' ? 'python' : 'python3', 'docker'];
}

/** Whether asking `file` for its version is quick and shows nothing on the screen. */
export function isCheapToAsk(name: string, file: string, platform: NodeJS.Platform): boolean {
  if (!['node', 'uvx', 'python', 'python3', 'docker'].includes(name)) return false;
  // macOS keeps a stand-in there that opens a dialog when the developer tools are missing, and
  // Windows one that opens its shop; scripts of Windows need a shell.
  if (platform === 'darwin') return file !== '/usr/bin/python3';
  return platform !== 'win32' || (/\.exe$/i.test(file) && !/\\WindowsApps\\/i.test(file));
}
