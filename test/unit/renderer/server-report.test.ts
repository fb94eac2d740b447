import { describe, expect, it } from 'vitest';

import { serverReport } from '../../../src/renderer/src/ui/server-report.ts';
import { viewOf } from './sample-snapshot.ts';

const app = { version: '0.1.0', platform: 'linux' };

describe('serverReport', () => {
  it('names variables and headers but gives away no value', () => {
    const server = viewOf('x', 'X', {
      transport: {
        type: 'stdio',
        command: 'npx',
        args: ['--token=hunter2'],
        env: { KEY: { kind: 'text', text: 'hunter2' } },
      },
    });
    const report = serverReport({ server, state: { kind: 'idle' }, summary: undefined }, null, app);
    expect(report).toContain('KEY');
    expect(report).not.toContain('hunter2');
  });

  it('shortens an address to what is no secret', () => {
    const server = viewOf('x', 'X', {
      transport: {
        type: 'streamable-http',
        url: 'https://user:hunter2@x.example:8443/mcp?key=hunter2#hunter2',
        headers: { Authorization: { kind: 'text', text: 'hunter2' } },
      },
    });
    const report = serverReport({ server, state: { kind: 'idle' }, summary: undefined }, null, app);
    expect(report).toContain('"https://x.example:8443/mcp"');
    expect(report).toContain('Authorization');
    expect(report).not.toContain('hunter2');
  });
});
