/** Where a browser ended up. */
export interface Stop {
  readonly url: string;
  /** 0 for an address no browser opens itself. */
  readonly status: number;
  readonly text: string;
}

const callback = /^http:\/\/(?:127\.0\.0\.1|localhost):\d+\/callback/;

/** How a browser gets to an address. */
export type Reach = (url: string, init: { redirect: 'manual' }) => Promise<Response>;

/** Follows redirects until there is a page, or an address that is for another program. */
export async function browse(address: string, reach: Reach = fetch): Promise<Stop> {
  let url = address;
  for (let hop = 0; hop < 10; hop += 1) {
    if (!/^https?:/.test(url)) return { url, status: 0, text: '' };
    const response = await reach(url.replace(/#.*$/, ''), { redirect: 'manual' });
    const text = await response.text();
    const location = response.headers.get('location');
    if (location === null || callback.test(url)) return { url, status: response.status, text };
    url = /^[a-z.]+:/.test(location) ? location : new URL(location, url).href;
  }
  throw new Error('sent around in circles');
}
