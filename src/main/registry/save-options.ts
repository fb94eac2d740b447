/** A person's agreement that comes with a save. */
export interface SaveOptions {
  /** The `consent` of the launch preview the person agreed to. */
  readonly consent?: string;
  /**
   * Whose values of variables the launch gets, those of the first profile if absent; and next to whose
   * servers a new one is called something else, all if absent.
   */
  readonly profileId?: string;
  /** Save without agreement; the server then waits for it before it can start. For imports. */
  readonly askLater?: boolean;
  /** Secrets without a value are asked for before the server starts. For imports. */
  readonly leavesSecretsOpen?: boolean;
  /** Where stored secrets may go from now on: recipients of the questions a person said yes to. */
  readonly recipients?: readonly string[];
  /** Stored secrets that would go elsewhere are left out instead. */
  readonly forgetsSecrets?: boolean;
}
