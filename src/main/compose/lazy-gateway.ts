import type { GatewayDesk } from '../gateway/gateway-desk.ts';
import type { ComposedGateway, composeGateway } from './compose-gateway.ts';

/** The gateway for AI apps, whose code comes once the servers were asked for. */
export interface LazyGateway {
  /**
   * Begins to keep the doors as the settings say, if apps are served at all; answers at once. Asked
   * again it looks anew, e.g. when this process has got the data folder late.
   */
  open(): void;
  /** Tokens and doors; loads them even where all doors are closed. */
  desk(): Promise<GatewayDesk>;
  /** Closes what was opened, however far it came. */
  close(): Promise<void>;
}

/** Nothing is loaded before it is needed: a start must not wait for it. */
export function lazyGateway(...parts: Parameters<typeof composeGateway>): LazyGateway {
  const [basics, , , , , { settings }] = parts;
  let composed: Promise<ComposedGateway> | undefined;
  let following: Disposable | undefined;
  let isClosed = false;
  const gateway = (): Promise<ComposedGateway> =>
    (composed ??= import('./compose-gateway.ts').then(({ composeGateway: composeNow }) =>
      composeNow(...parts),
    ));
  const look = async (): Promise<void> => {
    // Code for apps is not loaded for people who let none in.
    if (isClosed || (composed === undefined && !settings.get().gateway.isOn)) return;
    const { doors } = await gateway();
    if (!isClosed) await doors.follow();
  };
  const lookQuietly = (): void => {
    look().catch((error: unknown) => {
      basics.logger.error('apps cannot reach the gateway', { detail: String(error) });
    });
  };
  return {
    open() {
      if (basics.composition.servesApps !== true || isClosed) return;
      // Whoever had the folder may have changed the tokens.
      void composed?.then(({ tokens }) => tokens.load()).catch(() => undefined);
      following ??= settings.onChange(lookQuietly);
      lookQuietly();
    },
    desk: gateway,
    async close() {
      isClosed = true;
      following?.[Symbol.dispose]();
      await (await composed?.catch(() => undefined))?.close();
    },
  };
}
