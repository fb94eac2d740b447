import type { OutsideFacts } from '../../src/main/kernel/outside-facts.ts';

/** Sleep and network as a test wants them. */
export class FakeOutside implements OutsideFacts {
  readonly #wake = new Set<() => void>();
  readonly #network = new Set<(isOnline: boolean) => void>();
  #isOnline = true;

  /** How many listeners there are. */
  get listeners(): number {
    return this.#wake.size + this.#network.size;
  }

  isOnline(): boolean {
    return this.#isOnline;
  }

  onWake(listener: () => void): Disposable {
    this.#wake.add(listener);
    return { [Symbol.dispose]: () => void this.#wake.delete(listener) };
  }

  onNetwork(listener: (isOnline: boolean) => void): Disposable {
    this.#network.add(listener);
    return { [Symbol.dispose]: () => void this.#network.delete(listener) };
  }

  /** Tells everybody that the computer woke up. */
  wake(): void {
    for (const listener of [...this.#wake]) listener();
  }

  /** Tells everybody that the network went or came. */
  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline;
    for (const listener of [...this.#network]) listener(isOnline);
  }
}
