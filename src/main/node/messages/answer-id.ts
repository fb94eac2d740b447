const maxIdBytes = 1_000;
const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const opening = new Set([0x7b, 0x5b]);
const closing = new Set([0x7d, 0x5d]);

/**
 * Finds the id of a JSON-RPC answer that is too large to be kept, from its bytes as they go by,
 * whatever stands before and after it and in whichever order its fields come.
 */
export class AnswerIdScanner {
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  /** The text or plain value being read at the top level. */
  #token: number[] = [];
  #isTokenText = false;
  #key: string | undefined;
  #id: string | number | undefined;
  #isRequest = false;

  /** The id of the answer; undefined while it has none, and for whatever is no answer. */
  get id(): string | number | undefined {
    return this.#isRequest ? undefined : this.#id;
  }

  /** Takes the next bytes. */
  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#isInText) this.#inText(byte);
      else this.#between(byte);
    }
  }

  #inText(byte: number): void {
    if (this.#depth === 1) this.#keep(byte);
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInText = false;
  }

  #between(byte: number): void {
    if (byte === quote) {
      this.#isInText = this.#depth > 0;
      if (this.#depth === 1) this.#begin(byte);
    } else if (opening.has(byte)) {
      this.#depth += 1;
    } else if (this.#depth !== 1) {
      if (closing.has(byte)) this.#depth = Math.max(0, this.#depth - 1);
    } else if (byte === colon) {
      this.#endKey();
    } else if (byte === comma || closing.has(byte)) {
      this.#endValue();
      if (byte !== comma) this.#depth = 0;
    } else if (!this.#isTokenText) {
      this.#keep(byte);
    }
  }

  #begin(byte: number): void {
    this.#token = [byte];
    this.#isTokenText = true;
  }

  #keep(byte: number): void {
    if (this.#token.length <= maxIdBytes) this.#token.push(byte);
  }

  #endKey(): void {
    if (!this.#isTokenText) return;
    const key = this.#value();
    this.#key = typeof key === 'string' ? key : undefined;
    if (this.#key === 'method') this.#isRequest = true;
    this.#clear();
  }

  #endValue(): void {
    const value = this.#key === 'id' ? this.#value() : undefined;
    if (typeof value === 'string' || typeof value === 'number') this.#id = value;
    this.#key = undefined;
    this.#clear();
  }

  #clear(): void {
    this.#token = [];
    this.#isTokenText = false;
  }

  #value(): unknown {
    try {
      return JSON.parse(Buffer.from(this.#token).toString('utf8'));
    } catch {
      return undefined;
    }
  }
}
