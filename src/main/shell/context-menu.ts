import type { MenuRole } from './app-menu.ts';
import type { MenuWord } from './app-menu-texts.ts';

/** What lies under a right click. */
export interface ContextFacts {
  readonly isEditable: boolean;
  readonly hasSelection: boolean;
  readonly isPicture: boolean;
  readonly can: {
    readonly canUndo: boolean;
    readonly canRedo: boolean;
    readonly canCut: boolean;
    readonly canCopy: boolean;
    readonly canPaste: boolean;
    readonly canSelectAll: boolean;
  };
}

/** One line of the menu of a text, a field or a picture. */
export type ContextLine =
  | { readonly kind: 'separator' }
  | { readonly kind: 'copy-picture'; readonly word: MenuWord }
  | {
      readonly kind: 'role';
      readonly word: MenuWord;
      readonly role: Extract<MenuRole, 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll'>;
      readonly isEnabled: boolean;
    };

const separator = { kind: 'separator' } as const;

/** What can be done with it; nothing where there is nothing to copy and nowhere to paste. */
export function contextMenu(facts: ContextFacts): readonly ContextLine[] {
  const { isEditable, hasSelection, isPicture, can } = facts;
  if (isEditable) {
    return [
      { kind: 'role', word: 'undo', role: 'undo', isEnabled: can.canUndo },
      { kind: 'role', word: 'redo', role: 'redo', isEnabled: can.canRedo },
      separator,
      { kind: 'role', word: 'cut', role: 'cut', isEnabled: can.canCut },
      { kind: 'role', word: 'copy', role: 'copy', isEnabled: can.canCopy },
      { kind: 'role', word: 'paste', role: 'paste', isEnabled: can.canPaste },
      separator,
      { kind: 'role', word: 'selectAll', role: 'selectAll', isEnabled: can.canSelectAll },
    ];
  }
  return [
    ...(isPicture ? [{ kind: 'copy-picture', word: 'copyImage' } as const] : []),
    ...(hasSelection
      ? [{ kind: 'role', word: 'copy', role: 'copy', isEnabled: true } as const]
      : []),
  ];
}
