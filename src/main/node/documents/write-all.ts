/**
 * Writes all of `bytes` with as many writes as it takes: each is told from where on, may write less and
 * answers with how many bytes it wrote. One that makes no progress is an `EIO`, not a loop for ever.
 */
export async function writeAll(
  bytes: Uint8Array,
  write: (offset: number) => Promise<number>,
): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    const written = await write(offset);
    if (written <= 0) throw Object.assign(new Error('no progress'), { code: 'EIO' });
    offset += written;
  }
}
