const maxSaid = 50;

const quoted = '[`"“\'「]([^`"”\'」\\n]{3,200})[`"”\'」]';

/** “Replace `abc` with your key”, in the languages of READMEs. */
const sentences = [
  new RegExp(
    `\\b(?:replace|substitute|swap|change)\\s+(?:the\\s+|all\\s+)?(?:value\\s+|text\\s+|placeholder\\s+)?${quoted}\\s+(?:by|with|for|to|in)\\b`,
    'gi',
  ),
  new RegExp(`\\bersetze(?:n Sie)?\\s+${quoted}\\s+durch\\b`, 'gi'),
  new RegExp(`\\bremplace[zr]?\\s+${quoted}\\s+par\\b`, 'gi'),
  new RegExp(`\\breempla(?:ce|za)\\s+${quoted}\\s+(?:con|por)\\b`, 'gi'),
  new RegExp(`[将把]\\s*${quoted}\\s*(?:替换|换成|改为|改成)`, 'g'),
];

/** What the prose around a configuration tells its reader to replace by something of their own. */
export function saidToReplace(text: string): ReadonlySet<string> {
  const said = new Set<string>();
  for (const sentence of sentences) {
    for (const [, value = ''] of text.matchAll(sentence)) if (said.size < maxSaid) said.add(value);
  }
  return said;
}
