import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../shared/util/is-object.ts';
import { checkImage, decodedSize } from './base64-image.ts';
import type { CheckedImage } from './base64-image.ts';
import { checkSound } from './base64-sound.ts';
import type { CheckedSound } from './base64-sound.ts';

/** One piece of what a server answered, ready to be shown as text or a checked picture. */
export type ContentPart =
  | { readonly kind: 'text'; readonly text: string; readonly label?: string }
  | CheckedImage
  | CheckedSound
  | {
      readonly kind: 'binary';
      readonly label: string;
      readonly mime: string;
      readonly bytes: number;
    }
  | { readonly kind: 'link'; readonly uri: string; readonly label: string }
  | { readonly kind: 'unknown'; readonly json: string };

/** Reads content blocks of a tool's result or a prompt (MCP `ContentBlock`). All of it is hostile. */
export function partsOfBlocks(blocks: readonly unknown[]): readonly ContentPart[] {
  return blocks.map(partOfBlock);
}

/** Reads the contents of a resource (MCP `ReadResourceResult.contents`). All of it is hostile. */
export function partsOfResource(contents: readonly JsonObject[]): readonly ContentPart[] {
  return contents.map((content) => partOfContents(content, contents.length > 1));
}

function partOfBlock(block: unknown): ContentPart {
  if (!isObject(block)) return unknown(block);
  const { type, text, data, mimeType } = block;
  if (type === 'text' && typeof text === 'string') return { kind: 'text', text };
  if (type === 'image' && typeof data === 'string') return checkImage(data);
  if (type === 'audio' && typeof data === 'string') {
    const bytes = decodedSize(data);
    return checkSound(data) ?? { kind: 'binary', label: '', mime: textOf(mimeType), bytes };
  }
  if (type === 'resource_link' && typeof block['uri'] === 'string') {
    const label = textOf(block['title']) || textOf(block['name']);
    return { kind: 'link', uri: block['uri'], label };
  }
  if (type === 'resource' && isObject(block['resource'])) {
    return partOfContents(block['resource'], true);
  }
  return unknown(block);
}

function partOfContents(contents: JsonObject, isNamed: boolean): ContentPart {
  const { uri, text, blob, mimeType } = contents;
  const label = textOf(uri);
  if (typeof text === 'string') return { kind: 'text', text, ...(isNamed ? { label } : {}) };
  if (typeof blob !== 'string') return unknown(contents);
  const image = checkImage(blob);
  const claimsImage = textOf(mimeType).startsWith('image/');
  if (image.kind === 'image' || (claimsImage && image.reason !== 'unknown-type')) return image;
  return { kind: 'binary', label, mime: textOf(mimeType), bytes: decodedSize(blob) };
}

function unknown(value: unknown): ContentPart {
  return { kind: 'unknown', json: JSON.stringify(value, null, 2) ?? '' };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
