import { readFileSync } from 'node:fs';

const lookEveryMs = 500;

/**
 * npm runs a script through a shell, and a signal sent to npm ends that shell but never reaches the
 * script. So a script that npm started ends itself when the shell or npm is gone. Whoever started
 * npm may go: `nohup npm start &` keeps working.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  timer.unref();
}

/** @param {number} pid @returns {number | undefined} undefined where the system does not tell */
function parentOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
