import ts from 'typescript';

/**
 * Refuses to reach into a record by a name that is not written in the code: `record[name]`,
 * `name in record`, `const { [name]: value } = record`. A name is what a person or a stranger chose,
 * and every object inherits members that are called `constructor` or `__proto__`. What is looked up
 * by name is a Map; a record that was read from a file or a message is asked through `own`.
 */
export const namesAreData = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      reach: 'A name is data: use a Map, or own(record, name) of shared/util/own.ts.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const typeOf = (node) => checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    const check = (node, key, record) => {
      if (isChosenByStrangers(checker, typeOf(key)) && isRecord(checker, typeOf(record))) {
        context.report({ node, messageId: 'reach' });
      }
    };
    return {
      MemberExpression(node) {
        if (node.computed) check(node, node.property, node.object);
      },
      "BinaryExpression[operator='in']"(node) {
        if (node.left.type !== 'PrivateIdentifier') check(node, node.left, node.right);
      },
      'ObjectPattern > Property[computed=true]'(node) {
        check(node, node.key, node.parent);
      },
    };
  },
};

/** Whether a key can be any text; names the code itself lists are no names of strangers. */
function isChosenByStrangers(checker, type) {
  const bound = checker.getBaseConstraintOfType(type) ?? type;
  const parts = bound.isUnion() ? bound.types : [bound];
  const { String, Any, Unknown, TemplateLiteral, StringMapping } = ts.TypeFlags;
  return parts.some(
    (part) => (part.flags & (String | Any | Unknown | TemplateLiteral | StringMapping)) !== 0,
  );
}

/** Whether a value has members of any name; lists, texts and maps are asked in other ways. */
function isRecord(checker, type) {
  const bound = checker.getBaseConstraintOfType(type) ?? type;
  const parts = bound.isUnionOrIntersection() ? bound.types : [bound];
  return parts.some(
    (part) =>
      (part.flags & ts.TypeFlags.Any) !== 0 ||
      checker.getIndexInfoOfType(part, ts.IndexKind.String) !== undefined ||
      checker
        .getIndexInfosOfType(part)
        .some(({ keyType }) => (keyType.flags & ts.TypeFlags.TemplateLiteral) !== 0),
  );
}
