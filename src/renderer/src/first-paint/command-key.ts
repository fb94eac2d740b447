type Keys = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey'>;

/**
 * Whether the key for commands is held: Cmd on macOS, where Ctrl moves about in texts (Ctrl+K, Ctrl+N),
 * and Ctrl elsewhere.
 */
export function holdsCommandKey(event: Keys, platform: string = navigator.platform): boolean {
  return /^Mac/.test(platform) ? event.metaKey && !event.ctrlKey : event.ctrlKey || event.metaKey;
}
