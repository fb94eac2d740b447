/** Where a browser ended up. */
export interface BrowserStop {
  /** The last address: one the browser cannot open itself, or that of the page below. */
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

const maxHops = 20;

/**
 * A browser with an empty profile: follows redirects with the cookies it was given, until it meets
 * a page or an address of another program.
 */
export function createOAuthBrowser(): { visit(address: string): Promise<BrowserStop> } {
  const cookies = new Map<string, Map<string, string>>();

  const remember = (url: URL, response: Response): void => {
    const jar = cookies.get(url.host) ?? new Map<string, string>();
    cookies.set(url.host, jar);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
  };

  return {
    async visit(address) {
      let url = new URL(address);
      for (let hop = 0; hop < maxHops; hop += 1) {
        if (url.protocol !== 'http:' && url.protocol !== 'https:') {
          return { url: url.href, status: 0, text: '' };
        }
        const jar = [...(cookies.get(url.host) ?? [])];
        const cookie = jar.map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
        remember(url, response);
        const location = response.headers.get('location');
        if (location === null || response.status < 300 || response.status > 399) {
          return { url: url.href, status: response.status, text: await response.text() };
        }
        await response.body?.cancel();
        url = new URL(location, url);
      }
      throw new Error('the browser was sent around in circles');
    },
  };
}
