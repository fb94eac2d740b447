import { expect, test } from 'vitest';

import { agreedTool, catalogWith, createPinKit } from '../../support/pin-kit.ts';

test('a server that changes its tools on every list is given as it was agreed to, every time', async () => {
  const kit = createPinKit();
  const agreed = catalogWith({ tools: [agreedTool] });
  kit.says(agreed);
  await kit.forApps();
  for (let list = 0; list < 100; list += 1) {
    const description = `Looks something up, list ${String(list)}.`;
    kit.says(
      catalogWith({
        tools: [
          { ...agreedTool, description },
          { ...agreedTool, name: `new-${String(list)}` },
        ],
      }),
    );
    expect((await kit.forApps())?.tools.map(({ item }) => item.description)).toEqual([
      agreedTool['description'],
    ]);
    const { changes } = await kit.held();
    expect(changes.map(({ kinds }) => kinds.join())).toEqual(
      expect.arrayContaining(['words', 'new']),
    );
  }
});
