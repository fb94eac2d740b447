import { addSampleServer } from '../../host/commands.ts';
import { openAdd, openImport } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { usePhrases } from '../../i18n/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { FoundNote } from './found-note.tsx';

/** The page of a person who has no server yet. */
export function EmptyStart() {
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  return (
    <section className="pb-empty">
      <span className="pb-empty-tile">
        <Icon name="plug" size={34} />
      </span>
      <h1>{say({ key: 'empty.title' })}</h1>
      <p>{say({ key: 'empty.text' })}</p>
      <FoundNote />
      <div className="pb-empty-actions">
        <button
          type="button"
          className="pb-plain pb-button pb-button-primary pb-button-large"
          onClick={() => openAdd(parts.ui)}
        >
          <Icon name="plus" size={15} />
          {say({ key: 'empty.add' })}
        </button>
        <button
          type="button"
          className="pb-plain pb-button pb-button-quiet pb-button-large"
          onClick={() => openImport(parts.ui)}
        >
          {say({ key: 'empty.import' })}
        </button>
        <button
          type="button"
          className="pb-plain pb-button pb-button-quiet pb-button-large"
          onClick={() => report(addSampleServer(parts))}
        >
          <Icon name="flask" size={16} />
          {say({ key: 'empty.sample' })}
        </button>
      </div>
    </section>
  );
}
