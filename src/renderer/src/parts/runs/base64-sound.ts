import { cleanBase64, decodedSize, firstBytes } from './base64-image.ts';

/** Longest sound that can be played, bytes after decoding. */
export const maxSoundBytes = 10 * 1_048_576;

/** A sound that may be played. */
export interface CheckedSound {
  readonly kind: 'sound';
  readonly dataUrl: string;
  readonly mimeType: 'audio/wav' | 'audio/mpeg' | 'audio/ogg' | 'audio/flac';
  readonly bytes: number;
}

/**
 * Checks a sound that a server sent as base64; null when it cannot be played. What it is follows from
 * its first bytes alone; what the server calls it is not looked at.
 */
export function checkSound(base64: string): CheckedSound | null {
  const bytes = decodedSize(base64);
  if (bytes > maxSoundBytes) return null;
  const clean = cleanBase64(base64);
  if (clean === null) return null;
  const mimeType = soundTypeOf(firstBytes(clean));
  if (mimeType === null) return null;
  return { kind: 'sound', dataUrl: `data:${mimeType};base64,${clean}`, mimeType, bytes };
}

function soundTypeOf(start: string): CheckedSound['mimeType'] | null {
  if (start.startsWith('RIFF') && start.startsWith('WAVE', 8)) return 'audio/wav';
  // An ID3 tag, or the sync bits of a frame of MPEG audio, layer 3.
  if (start.startsWith('ID3') || /^\xff[\xe2\xe3\xf2\xf3\xfa\xfb]/.test(start)) return 'audio/mpeg';
  if (start.startsWith('OggS')) return 'audio/ogg';
  return start.startsWith('fLaC') ? 'audio/flac' : null;
}
