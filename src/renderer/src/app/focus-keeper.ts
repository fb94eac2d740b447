import { canHaveFocus, firstControl } from '../ui/focus-places.ts';

const maxRemembered = 30;

/**
 * Keeps the focus somewhere in the window: when what had it goes away or can no longer be used, the
 * topmost dialog gets it, else whatever had it last and is still there, else the window as a whole.
 * Without that it falls to the document, where keys do nothing and a screen reader starts anew.
 */
export function keepFocus(root: HTMLElement, signal: AbortSignal): void {
  const trail: WeakRef<HTMLElement>[] = [];
  let isAsked = false;
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    trail.push(new WeakRef(target));
    if (trail.length > maxRemembered) trail.shift();
  };
  const restore = () => {
    isAsked = false;
    if (signal.aborted || document.activeElement !== document.body) return;
    placeFor(trail, root)?.focus({ preventScroll: true });
  };
  const ask = () => {
    if (isAsked || document.activeElement !== document.body) return;
    isAsked = true;
    // What takes its place may be drawn, or focused by itself, within this task.
    setTimeout(restore, 0);
  };
  document.addEventListener('focusin', remember, { signal });
  document.addEventListener('focusout', () => setTimeout(ask, 0), { signal });
  const observer = new MutationObserver(() => {
    ask();
    // A control that is no longer usable loses the focus only with the next frame.
    requestAnimationFrame(() => setTimeout(ask, 0));
  });
  const options = {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'inert', 'hidden'],
  };
  observer.observe(document.body, options);
  signal.addEventListener('abort', () => observer.disconnect());
  ask();
}

function placeFor(trail: readonly WeakRef<HTMLElement>[], root: HTMLElement): HTMLElement | null {
  const dialog = [...document.querySelectorAll<HTMLElement>('[role=dialog][aria-modal=true]')].at(
    -1,
  );
  const remembered = trail
    .map((reference) => reference.deref())
    .filter((element) => element !== undefined)
    .filter((element) => canHaveFocus(element) && (dialog?.contains(element) ?? true))
    .at(-1);
  return remembered ?? firstControl(dialog ?? null) ?? dialog ?? root;
}
