import { describe, expect, test } from 'vitest';

import { addressIn, readLastWords, tellingLine } from '../../../src/main/connections/last-words.ts';

describe('the last words of a program', () => {
  test.each([
    [
      "npm error 404  '@acme/nothing@*' is not in this registry.",
      'PACKAGE_NOT_FOUND',
      '@acme/nothing',
    ],
    [
      'npm error 404 Not Found - GET http://reg.example/@acme%2fnothing',
      'PACKAGE_NOT_FOUND',
      '@acme/nothing',
    ],
    [
      '  Because nothing was not found in the package registry and you require nothing,',
      'PACKAGE_NOT_FOUND',
      'nothing',
    ],
    ['error: GET http://reg.example/nothing - 404', 'PACKAGE_NOT_FOUND', 'nothing'],
    [
      'docker: Error response from daemon: pull access denied for acme/nothing, repository does not exist',
      'PACKAGE_NOT_FOUND',
      'acme/nothing',
    ],
    [
      'npm error notarget No matching version found for thing@99.0.0.',
      'PACKAGE_VERSION_NOT_FOUND',
      'thing@99.0.0',
    ],
    [
      'Because there is no version of thing==99 and you require thing==99',
      'PACKAGE_VERSION_NOT_FOUND',
      'thing==99',
    ],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'zod' imported from /a/b.js",
      'PART_MISSING',
      'zod',
    ],
    ["Error: Cannot find module '/a/dist/index.js'", 'PART_MISSING', '/a/dist/index.js'],
    ["ModuleNotFoundError: No module named 'httpx'", 'PART_MISSING', 'httpx'],
    [
      'Error: Could not locate the bindings file. Tried:\n → /a/build/x.node\n → /b',
      'PART_MISSING',
      '',
    ],
    [
      'was compiled against a different Node.js version using NODE_MODULE_VERSION 115',
      'PART_MISSING',
      '',
    ],
    ['Error: getaddrinfo ENOTFOUND api.example.com', 'TARGET_UNREACHABLE', 'api.example.com'],
    ['[retry] connect ECONNREFUSED 127.0.0.1:6379', 'TARGET_UNREACHABLE', '127.0.0.1:6379'],
    ['TypeError: fetch failed', 'TARGET_UNREACHABLE', ''],
    ['socket.gaierror: [Errno -3] Temporary failure in name resolution', 'TARGET_UNREACHABLE', ''],
    ['GITHUB_TOKEN environment variable is not set', 'VARIABLE_WANTED', 'GITHUB_TOKEN'],
    ['Missing required environment variable: BRAVE_API_KEY', 'VARIABLE_WANTED', 'BRAVE_API_KEY'],
    ['Please set SLACK_BOT_TOKEN and SLACK_TEAM_ID', 'VARIABLE_WANTED', 'SLACK_BOT_TOKEN'],
    [
      '  ╰─▶ Because a-rather-long-name-of-a-package was not found in the package\n      registry and you require a-rather-long-name-of-a-package, we can conclude',
      'PACKAGE_NOT_FOUND',
      'a-rather-long-name-of-a-package',
    ],
    [
      '  ╰─▶ Because there is no version of\n      a-rather-long-name==99.0.0 and you require it',
      'PACKAGE_VERSION_NOT_FOUND',
      'a-rather-long-name==99.0.0',
    ],
    [
      'Because only thing<=1.2.0 is available and you require thing>=2, we can conclude that',
      'PACKAGE_VERSION_NOT_FOUND',
      'thing>=2',
    ],
    [
      'An executable named `thing` is not provided by package `other`.',
      'PROGRAM_NOT_IN_PACKAGE',
      'thing',
    ],
    [
      'The executable `thing` was not found.\nwarning: Package `other` does not provide any executables.',
      'PROGRAM_NOT_IN_PACKAGE',
      'thing',
    ],
    ['npm error could not determine executable to run', 'PROGRAM_NOT_IN_PACKAGE', ''],
    [
      'error: could not determine executable to run for package thing',
      'PROGRAM_NOT_IN_PACKAGE',
      'thing',
    ],
    [
      'error: No version matching "99.0.0" found for specifier "thing" (but package exists)',
      'PACKAGE_VERSION_NOT_FOUND',
      'thing@99.0.0',
    ],
    ['error: ConnectionRefused downloading package manifest thing', 'TARGET_UNREACHABLE', ''],
    ['error: FailedToOpenSocket downloading package manifest thing', 'TARGET_UNREACHABLE', ''],
    [
      'error: Failed to fetch: `https://pypi.example/simple/thing/`\n  Caused by: client error (Connect)\n  Caused by: dns error',
      'TARGET_UNREACHABLE',
      'pypi.example',
    ],
    [
      'docker: Error response from daemon: manifest for acme/thing:9 not found: manifest unknown',
      'PACKAGE_NOT_FOUND',
      'acme/thing:9',
    ],
    [
      'docker: Error response from daemon: failed to resolve reference "docker.io/acme/thing:9": docker.io/acme/thing:9: not found',
      'PACKAGE_NOT_FOUND',
      'docker.io/acme/thing:9',
    ],
    [
      'docker: Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host',
      'TARGET_UNREACHABLE',
      'registry.example',
    ],
    [
      'docker: Get "https://registry.example/v2/": net/http: TLS handshake timeout',
      'TARGET_UNREACHABLE',
      'registry.example',
    ],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'CONTAINERS_UNREACHABLE',
      'Docker',
    ],
    [
      'docker: error during connect: Head "http://%2F%2F.%2Fpipe%2Fdocker_engine/_ping": open //./pipe/docker_engine: The system cannot find the file specified.',
      'CONTAINERS_UNREACHABLE',
      'Docker',
    ],
    [
      'docker: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
      'CONTAINERS_UNREACHABLE',
      'Docker',
    ],
    [
      'Error: unable to connect to Podman socket: Get "http://d/v5/_ping": dial unix: no such file',
      'CONTAINERS_UNREACHABLE',
      'Podman',
    ],
    [
      'OSError: [WinError 10061] No connection could be made because the target machine actively refused it',
      'TARGET_UNREACHABLE',
      '',
    ],
    ['httpx.ConnectError: All connection attempts failed', 'TARGET_UNREACHABLE', ''],
    [
      'urlopen error [Errno 8] nodename nor servname provided, or not known',
      'TARGET_UNREACHABLE',
      '',
    ],
    [
      'panic: dial tcp 10.0.0.5:5432: connect: connection refused',
      'TARGET_UNREACHABLE',
      '10.0.0.5:5432',
    ],
    [
      'connection to server at "db.example" (10.0.0.5), port 5432 failed: Connection refused',
      'TARGET_UNREACHABLE',
      'db.example',
    ],
    ["KeyError: 'WEATHER_API_KEY'", 'VARIABLE_WANTED', 'WEATHER_API_KEY'],
    [
      'WEATHER_API_KEY\n  Field required [type=missing, input_value={}]',
      'VARIABLE_WANTED',
      'WEATHER_API_KEY',
    ],
    [
      'Error: environment variable not found: WEATHER_API_KEY',
      'VARIABLE_WANTED',
      'WEATHER_API_KEY',
    ],
    [
      'ZodError: [ { "path": [ "WEATHER_API_KEY" ], "message": "Required" } ]',
      'VARIABLE_WANTED',
      'WEATHER_API_KEY',
    ],
    ['$TOKEN is not set', 'VARIABLE_WANTED', 'TOKEN'],
    [
      'Error: The specified module could not be found.\n\\\\?\\C:\\a\\node_modules\\b\\c.node',
      'PART_MISSING',
      '',
    ],
    [
      "./thing: /lib/libc.so.6: version `GLIBC_2.38' not found (required by ./thing)",
      'PART_MISSING',
      'GLIBC_2.38',
    ],
    ['Error: Dynamic require of "fs" is not supported', 'PART_MISSING', 'fs'],
  ])('are known: %s', (text, code, what) => {
    expect(readLastWords(['starting up', ...text.split('\n'), 'bye'])).toMatchObject({
      code,
      what,
    });
  });

  test.each([
    ['Segmentation fault'],
    ['usage: server [options]'],
    ['Error: invalid argument'],
    [''],
  ])('are not read into what says something else: %s', (text) => {
    expect(readLastWords([text])).toBeUndefined();
  });

  test('that may pass are told from what has to be corrected', () => {
    expect(readLastWords(['connect ECONNREFUSED 1.2.3.4:5'])?.mayPass).toBe(true);
    expect(readLastWords(['API_KEY is required'])?.mayPass).toBe(false);
  });
});

describe('the line that says most', () => {
  test.each([
    [['a', 'Error: broken', '    at x (y.js:1:2)', 'Node.js v22.1.0'], 'Error: broken'],
    [['Traceback (most recent call last):', '  File "x"', 'ValueError: no'], 'ValueError: no'],
    [['it could not start', 'bye'], 'it could not start'],
    [['hello', 'bye', ''], 'bye'],
    [[], undefined],
    [['', '   '], undefined],
  ])('%j', (lines, expected) => {
    expect(tellingLine(lines)).toBe(expected);
  });

  test('fits a row', () => {
    expect(tellingLine([`Error: ${'x'.repeat(5_000)}`])?.length).toBeLessThanOrEqual(240);
  });
});

describe('the address a program names', () => {
  test.each([
    ['Server running at http://localhost:3000/mcp', 'http://localhost:3000/mcp'],
    ['Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)', 'http://127.0.0.1:8000'],
    ['Listening on port 8080', 'http://127.0.0.1:8080'],
    ['MCP server started on port: 3001', 'http://127.0.0.1:3001'],
    ['hello', undefined],
    ['see https://example.com:8080/docs', undefined],
    ['listening on port 99999', undefined],
  ])('%s', (line, expected) => {
    expect(addressIn([line])).toBe(expected);
  });
});
