/** What happens to the computer as a whole. Listeners are told until their handle is disposed. */
export interface OutsideFacts {
  /** Whether the network is believed to be there; this computer itself can always be reached. */
  isOnline(): boolean;
  /** Told after the computer woke up; whether the network is there is looked at before. */
  onWake(listener: () => void): Disposable;
  /** Told when the network went (`false`) or came back (`true`), never the same twice in a row. */
  onNetwork(listener: (isOnline: boolean) => void): Disposable;
}
