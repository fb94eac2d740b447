/** How long the desktop may take to say which proxy to use, ms. */
const timeoutMs = 10_000;

/** A desktop that does not say in time which proxy to use, or fails to, is taken to have none. */
export function askInTime(ask: (url: string) => Promise<string>): (url: string) => Promise<string> {
  return async (url) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, 'DIRECT');
      timer.unref();
    });
    try {
      return await Promise.race([ask(url).catch(() => 'DIRECT'), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
