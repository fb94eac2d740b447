import { canHaveFocus, firstControl } from '../ui/focus-places.ts';

const maxRemembered = 30;
/** Sooner than anybody presses the next key, ms. */
const laterMs = 100;

/**
 * Keeps the focus somewhere in the window. When what had it goes away, the topmost dialog gets it,
 * else whatever had it last and is still there, else the window as a whole. What only cannot be used
 * for a while gets it back afterwards; until then what it stands in has it, so that no field is
 * typed in by chance. Without that the focus falls to the document, where keys do nothing and a
 * screen reader starts anew.
 */
export function keepFocus(root: HTMLElement, signal: AbortSignal): void {
  const keeper = new FocusKeeper(root);
  const ask = () => keeper.ask();
  document.addEventListener('focusin', (event) => keeper.remember(event.target), { signal });
  document.addEventListener('focusout', () => setTimeout(ask, 0), { signal });
  const observer = new MutationObserver(() => {
    ask();
    // A control that is no longer usable loses the focus only with the next frame.
    requestAnimationFrame(() => setTimeout(ask, 0));
    keeper.askLater();
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'inert', 'hidden'],
  });
  signal.addEventListener('abort', () => {
    keeper.end();
    observer.disconnect();
  });
  ask();
}

class FocusKeeper {
  readonly #root: HTMLElement;
  readonly #trail: WeakRef<HTMLElement>[] = [];
  /** Who waits to be usable again, and what has the focus meanwhile. */
  #away: { readonly element: HTMLElement; readonly holder: HTMLElement } | null = null;
  #isAsked = false;
  #isOver = false;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  remember(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement) || target === this.#away?.holder) return;
    this.#away = null;
    this.#trail.push(new WeakRef(target));
    if (this.#trail.length > maxRemembered) this.#trail.shift();
  }

  ask(): void {
    this.#giveBack();
    if (this.#isAsked || this.#isOver || document.activeElement !== document.body) return;
    this.#isAsked = true;
    // What takes its place may be drawn, or focused by itself, within this task.
    setTimeout(() => this.#restore(), 0);
  }

  /**
   * Once more when nothing has changed for a moment: Chromium takes the focus from a control that
   * cannot be used by a timer of its own, without an event, and that may be the last to fire.
   */
  askLater(): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.ask(), laterMs);
  }

  end(): void {
    this.#isOver = true;
    clearTimeout(this.#later);
  }

  #giveBack(): void {
    const away = this.#away;
    if (away === null || document.activeElement !== away.holder) return;
    if (!canHaveFocus(away.element)) return;
    this.#away = null;
    away.element.focus({ preventScroll: true });
  }

  #restore(): void {
    this.#isAsked = false;
    if (this.#isOver || document.activeElement !== document.body) return;
    const last = this.#trail.at(-1)?.deref();
    if (last?.isConnected === true && last.matches(':disabled')) {
      const holder = last.closest<HTMLElement>('[role=dialog]') ?? this.#root;
      this.#away = { element: last, holder };
      holder.focus({ preventScroll: true });
      return;
    }
    this.#place()?.focus({ preventScroll: true });
  }

  #place(): HTMLElement | null {
    const dialogs = document.querySelectorAll<HTMLElement>('[role=dialog][aria-modal=true]');
    const dialog = [...dialogs].at(-1);
    const remembered = this.#trail
      .map((reference) => reference.deref())
      .filter((element) => element !== undefined)
      .filter((element) => canHaveFocus(element) && (dialog?.contains(element) ?? true))
      .at(-1);
    return remembered ?? firstControl(dialog ?? null) ?? dialog ?? this.#root;
  }
}
