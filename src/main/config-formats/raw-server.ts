import type { Problem, ServerDraftInput, Variable } from '../../shared/domain/server.ts';
import type { InputHint, PlaceholderResolver } from './placeholders.ts';

/** How a pasted server is reached, values still as written. */
export type RawTransport =
  | {
      readonly type: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: ReadonlyMap<string, string>;
      readonly cwd?: string;
    }
  | {
      readonly type: 'streamable-http' | 'sse' | 'websocket';
      readonly url: string;
      readonly headers: ReadonlyMap<string, string>;
    };

/** A pasted server before placeholders, secrets and limits are looked at. */
export interface RawServer {
  /** The name the configuration gives it, if any. */
  readonly name?: string;
  readonly title?: string;
  readonly line?: number;
  readonly transport: RawTransport;
  /** Further fields of the draft, ready to use. */
  readonly fields?: Omit<Partial<ServerDraftInput>, 'title' | 'transport' | 'variables'>;
  /** Variables the configuration declares by itself. */
  readonly variables?: readonly Variable[];
  readonly problems: readonly Problem[];
}

/** What surrounds a server and helps to read it. */
export interface PasteContext {
  /** The person's home folder, for `~/` and `$HOME`. */
  readonly home?: string;
  /** The project's folder, for `${workspaceFolder}` and its like. */
  readonly folder?: string;
  /** Descriptions of the values the configuration asks for, by name. */
  readonly hints: ReadonlyMap<string, InputHint>;
  /** Values the text around says are to be replaced; none where there is no such text. */
  readonly examples?: ReadonlySet<string>;
}

/** Collects what is found on the way to a draft. */
export interface Finishing {
  readonly resolver: PlaceholderResolver;
  /** Values that are examples although they do not look like it. */
  readonly examples: ReadonlySet<string>;
  readonly line: number | undefined;
  readonly problems: Problem[];
  readonly likelySecrets: string[];
}
