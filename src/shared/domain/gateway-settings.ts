import { z } from 'zod';

/** The port of the HTTP door unless a person chooses another; below those systems hand out by chance. */
export const usualGatewayPort = 27_282;

/** Through which doors AI apps may come in. */
export const gatewaySettingsSchema = z.object({
  /** Whether apps may use the servers at all. */
  isOn: z.boolean(),
  /** The local socket, which apps reach through the bridge. */
  socket: z.boolean(),
  /** Streamable HTTP on 127.0.0.1, for apps that know addresses only. */
  http: z.boolean(),
  port: z.number().int().min(1_024).max(65_535),
});
export type GatewaySettings = Readonly<z.infer<typeof gatewaySettingsSchema>>;

/** As it is before anybody chose. */
export const usualGatewaySettings: GatewaySettings = {
  isOn: true,
  socket: true,
  http: false,
  port: usualGatewayPort,
};
