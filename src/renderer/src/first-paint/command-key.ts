import type { PressedKeys } from '../../../shared/domain/shortcuts.ts';

type Keys = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey'>;

/**
 * Whether the key for commands is held: Cmd on macOS, where Ctrl moves about in texts (Ctrl+K, Ctrl+N),
 * and Ctrl elsewhere.
 */
export function holdsCommandKey(event: Keys, platform: string = navigator.platform): boolean {
  return /^Mac/.test(platform) ? event.metaKey && !event.ctrlKey : event.ctrlKey || event.metaKey;
}

/** What a key press says about itself, whatever the system calls the key for commands. */
export function pressedKeys(
  event: Keys & Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'>,
): PressedKeys {
  const { key, shiftKey, altKey } = event;
  const isCommand = holdsCommandKey(event);
  // On macOS, Ctrl moves about in texts.
  return { key, isCommand, shiftKey, altKey: altKey || (!isCommand && event.ctrlKey) };
}
