import type { Gateway } from '../gateway/gateway-port.ts';
import type { AppHello } from '../gateway/app-hello.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AppSightings } from './app-sightings.ts';

/** The same gateway, which notes that an app asked for a list or for a server. */
export function withSightings(
  gateway: Gateway,
  sightings: Pick<AppSightings, 'note'>,
  clock: Pick<Clock, 'now'>,
): Gateway {
  const note = ({ app, door }: AppHello, isCall: boolean): void => {
    if (door === undefined && app !== '') sightings.note(app, clock.now(), isCall);
  };
  const noted =
    <Rest extends readonly unknown[], Answer>(
      ask: (hello: AppHello, ...rest: Rest) => Answer,
      isCall: boolean,
    ) =>
    (hello: AppHello, ...rest: Rest): Answer => {
      note(hello, isCall);
      return ask(hello, ...rest);
    };
  return {
    ...gateway,
    offerFor: noted((hello) => gateway.offerFor(hello), false),
    callTool: noted((...input) => gateway.callTool(...input), true),
    getPrompt: noted((...input) => gateway.getPrompt(...input), true),
    readResource: noted((...input) => gateway.readResource(...input), true),
  };
}
