import { useUi } from '../../host/window-context.tsx';
import { usePhrases } from '../../i18n/use-texts.ts';

/** What was done in the list and is only seen, said for those who listen. */
export function Said() {
  const say = usePhrases();
  const said = useUi((ui) => ui.said);
  return (
    <p className="pb-visually-hidden" role="status">
      {said === null ? '' : say(said)}
    </p>
  );
}
