import { describe, expect, test } from 'vitest';

import { contextMenu } from '../../../src/main/shell/context-menu.ts';

const can = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: true,
  canSelectAll: true,
};
const nowhere = { isEditable: false, hasSelection: false, isPicture: false, can };

describe('contextMenu', () => {
  test('pastes into a field, and offers what can be done there', () => {
    const lines = contextMenu({ ...nowhere, isEditable: true });
    const enabled = lines.flatMap((line) =>
      line.kind === 'role' && line.isEnabled ? [line.role] : [],
    );
    expect(enabled).toEqual(['paste', 'selectAll']);
  });

  test('copies what is selected, and a picture', () => {
    expect(contextMenu({ ...nowhere, hasSelection: true })).toMatchObject([{ role: 'copy' }]);
    expect(contextMenu({ ...nowhere, isPicture: true })).toMatchObject([{ kind: 'copy-picture' }]);
  });

  test('does not open where there is nothing to do', () => {
    expect(contextMenu(nowhere)).toEqual([]);
  });
});
