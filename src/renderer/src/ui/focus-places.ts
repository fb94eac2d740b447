const controls =
  'input:not([type=hidden]), textarea, select, button, a[href], [tabindex]:not([tabindex="-1"])';

/** The first control inside that can have the focus: one that asks for it, else the first there is. */
export function firstControl(inside: Element | null): HTMLElement | null {
  if (inside === null) return null;
  const wishing = inside.querySelector<HTMLElement>('[data-autofocus]');
  if (wishing !== null && canHaveFocus(wishing)) return wishing;
  return [...inside.querySelectorAll<HTMLElement>(controls)].find(canHaveFocus) ?? null;
}

/** The field in which somebody begins to type, else the first control. */
export function firstField(inside: Element | null): HTMLElement | null {
  const fields = inside?.querySelectorAll<HTMLElement>(
    'input:not([type=hidden]), textarea, select',
  );
  return [...(fields ?? [])].find(canHaveFocus) ?? firstControl(inside);
}

/** Whether an element is in the page, can be seen and can be used. */
export function canHaveFocus(element: HTMLElement): boolean {
  if (!element.isConnected || element.matches(':disabled, [inert] *')) return false;
  return element.getClientRects().length > 0;
}
