/** Largest picture that is shown, bytes after decoding. */
export const maxImageBytes = 10 * 1_048_576;

/** A picture that may be shown, or why it may not. */
export type CheckedImage =
  | {
      readonly kind: 'image';
      readonly dataUrl: string;
      readonly mimeType: ImageType;
      readonly bytes: number;
    }
  | {
      readonly kind: 'refused-image';
      readonly reason: 'too-large' | 'not-base64' | 'unknown-type';
      readonly bytes: number;
    };

/** Types of pictures that are shown. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/**
 * Checks a picture that a server sent as base64. What it is follows from its first bytes alone; what
 * the server calls it is not looked at. SVG is never shown: it is a document, not a picture.
 */
export function checkImage(base64: string): CheckedImage {
  const bytes = decodedSize(base64);
  if (bytes > maxImageBytes) return { kind: 'refused-image', reason: 'too-large', bytes };
  const clean = cleanBase64(base64);
  if (clean === null) return { kind: 'refused-image', reason: 'not-base64', bytes };
  const mimeType = imageTypeOf(firstBytes(clean));
  if (mimeType === null) return { kind: 'refused-image', reason: 'unknown-type', bytes };
  const dataUrl = `data:${mimeType};base64,${clean}`;
  return { kind: 'image', dataUrl, mimeType, bytes: decodedSize(clean) };
}

/** A base64 text without the white space that may be in it; null when it is none. */
export function cleanBase64(base64: string): string | null {
  const clean = /\s/.test(base64) ? base64.replace(/\s+/g, '') : base64;
  return /^[A-Za-z0-9+/]+={0,2}$/.test(clean) && clean.length % 4 !== 1 ? clean : null;
}

/** The first bytes of a clean base64 text, one a character; enough to know what it is. */
export function firstBytes(clean: string): string {
  return atob(clean.slice(0, 24));
}

/** How many bytes a base64 text stands for. */
export function decodedSize(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
}

/** The type that the first bytes, one a character, show; null when it is none of the four. */
export function imageTypeOf(start: string): ImageType | null {
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'image/webp';
  return null;
}
