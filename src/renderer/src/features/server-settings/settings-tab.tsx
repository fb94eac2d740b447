import { useServer } from '../../host/window-context.tsx';
import { EditForm } from './edit-form.tsx';
import { HandleSection } from './handle-section.tsx';
import { VariableValues } from './variable-values.tsx';

/** Edits a server. */
export function SettingsTab({ name }: { name: string }) {
  const known = useServer(name);
  if (known === undefined) return null;
  const { server } = known;
  return (
    <div className="pb-tab-body">
      {server.variables.length > 0 && <VariableValues server={server} />}
      {server.handle !== undefined && <HandleSection key={server.name} server={server} />}
      <EditForm key={server.updatedAt} server={server} />
    </div>
  );
}
