import type { Host } from '../host/host.ts';
import { os } from './procedure.ts';
import { appRoutes, eventRoutes } from './routes/app-routes.ts';
import { catalogRoutes } from './routes/catalog-routes.ts';
import { connectionRoutes } from './routes/connection-routes.ts';
import { doctorRoutes } from './routes/doctor-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { movingRoutes } from './routes/moving-routes.ts';
import { profileRoutes } from './routes/profile-routes.ts';
import { questionRoutes } from './routes/question-routes.ts';
import { serverRoutes } from './routes/server-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';
import { signInRoutes } from './routes/sign-in-routes.ts';
import { undoRoutes } from './routes/undo-routes.ts';
import { vaultRoutes } from './routes/vault-routes.ts';
import { variableRoutes } from './routes/variable-routes.ts';

/** Every call of the contract, answered by the host. */
export function createRouter(host: Host) {
  return os.router({
    servers: serverRoutes(host),
    connections: connectionRoutes(host),
    doctor: doctorRoutes(host),
    catalog: catalogRoutes(host),
    variables: variableRoutes(host),
    profiles: profileRoutes(host),
    undo: undoRoutes(host),
    questions: questionRoutes(host),
    signIn: signInRoutes(host),
    vault: vaultRoutes(host),
    import: importRoutes(host),
    moving: movingRoutes(host),
    logs: logRoutes(host),
    settings: settingsRoutes(host),
    app: appRoutes(host),
    events: eventRoutes(host),
  });
}
