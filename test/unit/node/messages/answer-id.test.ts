import fc from 'fast-check';
import { expect, test } from 'vitest';

import { AnswerIdScanner } from '../../../../src/main/node/messages/answer-id.ts';

function idOf(...chunks: readonly string[]) {
  const scanner = new AnswerIdScanner();
  for (const chunk of chunks) scanner.push(Buffer.from(chunk));
  return scanner.id;
}

test('finds the id of any answer, wherever it stands, however its bytes are cut', () => {
  const id = fc.oneof(fc.integer(), fc.string({ unit: 'binary', maxLength: 40 }));
  fc.assert(
    fc.property(
      id,
      fc.jsonValue(),
      fc.boolean(),
      fc.array(fc.nat()),
      (given, result, last, cuts) => {
        const answer = last ? { jsonrpc: '2.0', result, id: given } : { id: given, result };
        const bytes = Buffer.from(JSON.stringify(answer, null, cuts.length % 3));
        const scanner = new AnswerIdScanner();
        const points = [
          0,
          ...cuts.map((at) => at % bytes.length).sort((a, b) => a - b),
          bytes.length,
        ];
        for (let at = 1; at < points.length; at += 1) {
          scanner.push(bytes.subarray(points[at - 1], points[at]));
        }
        expect(scanner.id).toEqual(JSON.parse(JSON.stringify(given)));
      },
    ),
  );
});

test.each([
  ['a request', '{"id":1,"method":"ping"}'],
  ['a notification', '{"method":"x","params":{"id":1}}'],
  ['an id that is null', '{"id":null,"result":{}}'],
  ['an id that is an object', '{"id":{"id":4},"result":{}}'],
  ['a batch', '[{"id":1,"result":{}}]'],
  ['no JSON', 'id: 1, "id": 2'],
  ['an id inside only', '{"result":{"id":1,"x":{"id":2}},"error":[{"id":3}]}'],
  ['a word that looks like a key', '{"result":"id","x":"\\"id\\":5"}'],
  ['an id that is not over', '{"id":12'],
])('finds none in %s', (_, text) => {
  expect(idOf(text)).toBeUndefined();
});
