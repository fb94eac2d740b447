import type { Services } from '../host/services.ts';
import type { Host } from '../host/host.ts';
import { os } from './procedure.ts';
import { appRoutes, eventRoutes } from './routes/app-routes.ts';
import { appRightsRoutes } from './routes/app-rights-routes.ts';
import { approvalRoutes } from './routes/approval-routes.ts';
import { callRoutes } from './routes/call-routes.ts';
import { catalogRoutes } from './routes/catalog-routes.ts';
import { connectedAppRoutes } from './routes/connected-app-routes.ts';
import { connectionRoutes } from './routes/connection-routes.ts';
import { doctorRoutes } from './routes/doctor-routes.ts';
import { gatewayRoutes } from './routes/gateway-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { manyServersRoutes } from './routes/many-servers-routes.ts';
import { movingRoutes } from './routes/moving-routes.ts';
import { cautionRoutes } from './routes/caution-routes.ts';
import { pinRoutes } from './routes/pin-routes.ts';
import { profileRoutes } from './routes/profile-routes.ts';
import { questionRoutes } from './routes/question-routes.ts';
import { serverRoutes } from './routes/server-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';
import { signInRoutes } from './routes/sign-in-routes.ts';
import { undoRoutes } from './routes/undo-routes.ts';
import { updateRoutes } from './routes/update-routes.ts';
import { vaultRoutes } from './routes/vault-routes.ts';
import { variableRoutes } from './routes/variable-routes.ts';

/** Every call of the contract, answered by the host and its services. */
export function createRouter(host: Host, services: Services) {
  return os.router({
    servers: serverRoutes(services),
    manyServers: manyServersRoutes(services),
    connections: connectionRoutes(services),
    doctor: doctorRoutes(services),
    catalog: catalogRoutes(services),
    variables: variableRoutes(services),
    profiles: profileRoutes(services),
    pins: pinRoutes(services),
    cautions: cautionRoutes(services),
    undo: undoRoutes(services),
    questions: questionRoutes(services),
    approvals: approvalRoutes(services),
    appRights: appRightsRoutes(services),
    signIn: signInRoutes(services),
    vault: vaultRoutes(services),
    import: importRoutes(services),
    moving: movingRoutes(services),
    gateway: gatewayRoutes(services),
    connectedApps: connectedAppRoutes(services),
    logs: logRoutes(services),
    calls: callRoutes(services),
    settings: settingsRoutes(services),
    updates: updateRoutes(services),
    app: appRoutes(host, services),
    events: eventRoutes(host),
  });
}
