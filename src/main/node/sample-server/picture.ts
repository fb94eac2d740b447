import { deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const cables: readonly (readonly [number, number, number])[] = [
  [255, 107, 107],
  [255, 192, 69],
  [76, 201, 140],
  [88, 166, 255],
];

/** A square PNG of four patch cables swinging across a dark panel; different for every `seed`. */
export function drawPicture(sizePx: number, seed: number): Buffer {
  const rows = Array.from({ length: sizePx }, (_, y) => {
    const row = Buffer.alloc(1 + sizePx * 3);
    for (let x = 0; x < sizePx; x += 1) row.set(pixel(x / sizePx, y / sizePx, seed), 1 + x * 3);
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  // Eight bits per channel, red, green and blue; no palette, no interlacing.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function pixel(x: number, y: number, seed: number): readonly [number, number, number] {
  const shade = 26 + Math.round(14 * (1 - y));
  for (const [index, colour] of cables.entries()) {
    const middle = (index + 1) / (cables.length + 1);
    const swing = 0.09 * Math.sin(2 * Math.PI * (x * (1 + index * 0.35) + seed * 0.17 + index));
    if (Math.abs(y - middle - swing) < 0.02) return colour;
  }
  return [shade, shade + 2, shade + 10];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

// node:zlib has one too, but only from Node 22 on.
function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
