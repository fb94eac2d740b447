import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { FeedError } from '../../updates/updates.ts';
import type { Network } from './network.ts';

const timeoutMs = 15_000;
const maxBytes = 1_000_000;

/**
 * The text at the address of a release feed, reached as every server is (proxies, certificates). It
 * sends nothing that tells of this computer or its person; more than 1 MB is not read.
 */
export async function readFeed(
  network: Pick<Network, 'fetchFor'>,
  feed: string,
  signal: AbortSignal,
): Promise<Result<string, FeedError>> {
  try {
    const answer = await network.fetchFor()(new URL(feed), {
      headers: { accept: 'application/json', 'user-agent': 'Patchbay' },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return err('refused');
    }
    const text = await readText(answer);
    return text === undefined ? err('refused') : ok(text);
  } catch {
    return err('unreachable');
  }
}

async function readText(answer: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const piece of answer.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) return undefined;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
