// Takes the pictures of docs/screenshots from the real window.
process.env.PATCHBAY_SCREENSHOTS = '1';
process.argv.splice(2, Infinity, '--only', 'e2e');
await import('./test.mjs');
