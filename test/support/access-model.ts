/**
 * Who may use what and what is on for whom, in plain sets. Nothing here is stored, connected or
 * shared: a server is on for a person exactly when the person last said so, and every rule is about
 * people and servers, not about how either is written down.
 */
export interface ModelProfile {
  /** Never used for another. */
  readonly key: string;
  readonly id: string;
  /** Counts from the first; they are listed in that order. */
  readonly born: number;
}

/** A server as people see it. */
export interface ModelServer {
  readonly key: string;
  name: string;
  title: string;
  /** Keys of profiles; null means everybody. */
  users: readonly string[] | null;
  /** What each profile that ever had it last had, by its key. */
  readonly on: Map<string, boolean>;
  /** Epoch ms, to find it again when it came back. */
  readonly createdAt: number;
  /** Counts what makes an import of it stay. */
  edits: number;
}

/** A change that can be taken back: undefined when it is too late for it. */
export interface ModelUndo {
  readonly label: string;
  run(): (() => void) | undefined;
  /** Makes it once more, after it was taken back; nothing where it cannot be done again. */
  readonly again?: () => void;
}

/** Profiles, servers and what can be taken back. */
export class AccessModel {
  profiles: ModelProfile[] = [{ key: 'k0', id: 'personal', born: 0 }];
  active = 'k0';
  servers: ModelServer[] = [];
  undos: ModelUndo[] = [];
  /** Whether the disk takes nothing. */
  isFull = false;
  keys = 0;

  newKey(): string {
    this.keys += 1;
    return `k${String(this.keys)}`;
  }

  newProfile(id: string): ModelProfile {
    const key = this.newKey();
    return { key, id, born: this.keys };
  }

  users({ users }: ModelServer): readonly string[] {
    return this.profiles.map(({ key }) => key).filter((key) => users?.includes(key) ?? true);
  }

  mayUse(server: ModelServer, profile: string): boolean {
    return this.users(server).includes(profile);
  }

  isOn(server: ModelServer, profile: string): boolean {
    return server.on.get(profile) ?? false;
  }

  seen(): ModelServer[] {
    return this.servers.filter((server) => this.mayUse(server, this.active));
  }

  /** A server as somebody added it: so for all who may use it. */
  add(
    server: Pick<ModelServer, 'name' | 'title' | 'users' | 'createdAt'>,
    isOn: boolean,
  ): ModelServer {
    const made: ModelServer = {
      ...server,
      key: this.newKey(),
      on: new Map(),
      edits: 0,
    };
    for (const user of this.users(made)) made.on.set(user, isOn);
    this.servers.push(made);
    return made;
  }

  /** What those who are there last had; nothing of those who left. */
  had({ on }: ModelServer): ReadonlyMap<string, boolean> {
    return new Map([...on].filter(([key]) => this.profiles.some((one) => one.key === key)));
  }

  /**
   * Who may use it changes, and nothing is turned on or off. Who never had it gets it as all who
   * have it, and off where nobody has.
   */
  give(server: ModelServer, users: readonly string[] | null): void {
    const before = this.users(server);
    const isOnForAll = before.length > 0 && before.every((one) => this.isOn(server, one));
    server.users = users;
    this.fill(server, isOnForAll);
  }

  /** What users get that never had a server. */
  fill(server: ModelServer, isOn: boolean): void {
    for (const user of this.users(server)) if (!server.on.has(user)) server.on.set(user, isOn);
  }

  /** A profile that is new has on what all have on. */
  join(profile: ModelProfile): void {
    const were = this.servers.map((server) => [server, this.users(server)] as const);
    this.profiles = [...this.profiles, profile].sort((one, other) => one.born - other.born);
    for (const [server, before] of were) {
      this.fill(server, before.length > 0 && before.every((one) => this.isOn(server, one)));
    }
  }

  /** A profile goes, and with it the servers only it could use; answers with those. */
  leave(key: string): ModelServer[] {
    const gone = this.servers.filter(({ users }) => users?.length === 1 && users[0] === key);
    this.servers = this.servers.filter((server) => !gone.includes(server));
    this.profiles = this.profiles.filter((profile) => profile.key !== key);
    for (const server of this.servers) {
      if (server.users !== null) server.users = server.users.filter((one) => one !== key);
    }
    return gone;
  }
}
