import type { McpServer } from '@modelcontextprotocol/server';
import { completable, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { drawPicture } from './picture.ts';
import { own } from '../../../shared/util/own.ts';

const welcome = `Welcome to the sample server.

It lives inside Patchbay, reads no files and talks to nobody. Call its tools, read its
resources and try its prompts: nothing here can break anything.`;

const tides = { harbour: 'Patch Bay', high: ['05:12', '17:38'], low: ['11:24', '23:51'] };

const greetings: Readonly<Record<string, string>> = {
  danish: 'Hej',
  dutch: 'Hallo',
  english: 'Hello',
  finnish: 'Hei',
  french: 'Bonjour',
  german: 'Guten Tag',
  italian: 'Ciao',
  japanese: 'こんにちは',
  spanish: 'Hola',
};

const languages = Object.keys(greetings);
const startingWith = (typed: string) =>
  languages.filter((language) => language.startsWith(typed.toLowerCase()));

/** The sample server's three resources and its template. */
export function registerSampleResources(server: McpServer): void {
  server.registerResource(
    'welcome',
    'sample://welcome',
    { title: 'Welcome', description: 'Where you are.', mimeType: 'text/plain' },
    (uri) => ({ contents: [{ uri: uri.href, mimeType: 'text/plain', text: welcome }] }),
  );
  server.registerResource(
    'tides',
    'sample://tides.json',
    { title: 'Tides', description: "Today's tides, as JSON.", mimeType: 'application/json' },
    (uri) => ({
      contents: [
        { uri: uri.href, mimeType: 'application/json', text: JSON.stringify(tides, null, 2) },
      ],
    }),
  );
  server.registerResource(
    'panel',
    'sample://panel.png',
    { title: 'The panel', description: 'Cables on a panel.', mimeType: 'image/png' },
    (uri) => ({
      contents: [
        { uri: uri.href, mimeType: 'image/png', blob: drawPicture(160, 3).toString('base64') },
      ],
    }),
  );
  server.registerResource(
    'greeting',
    new ResourceTemplate('sample://greeting/{language}', {
      list: undefined,
      complete: { language: startingWith },
    }),
    { title: 'A greeting', description: 'Hello in a language of your choice.' },
    (uri, { language }) => {
      const text =
        own(greetings, String(language).toLowerCase()) ?? 'That language is still unpacking.';
      return { contents: [{ uri: uri.href, mimeType: 'text/plain', text }] };
    },
  );
}

/** The sample server's two prompts; the arguments of the second complete while one types. */
export function registerSamplePrompts(server: McpServer): void {
  server.registerPrompt(
    'tour',
    { title: 'Show me around', description: 'Asks for a tour of this server.' },
    () => asked('Show me what the sample server can do, one tool at a time.'),
  );
  server.registerPrompt(
    'greet',
    {
      title: 'Greet somebody',
      description: 'Asks for a warm greeting in a given language.',
      argsSchema: z.object({
        name: z.string().describe('Who is greeted'),
        language: completable(z.string().describe('In which language'), startingWith),
      }),
    },
    ({ name, language }) => asked(`Greet ${name} warmly, in ${language}, in one sentence.`),
  );
}

function asked(text: string) {
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
}
