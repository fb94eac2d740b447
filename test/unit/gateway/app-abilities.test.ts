import { expect, test } from 'vitest';

import { canAnswer } from '../../../src/main/gateway/app-abilities.ts';

const form = { method: 'elicitation/create', params: { message: 'm' } };
const url = { method: 'elicitation/create', params: { mode: 'url' } };
const sample = { method: 'sampling/createMessage', params: {} };
const withTools = { method: 'sampling/createMessage', params: { tools: [] } };
const withChoice = { method: 'sampling/createMessage', params: { toolChoice: { mode: 'none' } } };
const roots = { method: 'roots/list', params: {} };
const other = { method: 'tasks/get', params: {} };
const all = [form, url, sample, withTools, withChoice, roots, other];

test.each([
  [{}, []],
  [{ elicitation: {} }, [form]],
  [{ elicitation: { form: {} } }, [form]],
  [{ elicitation: { url: {} } }, [url]],
  [{ elicitation: { form: {}, url: {} } }, [form, url]],
  [{ elicitation: { form: {}, applyDefaults: true } }, [form]],
  [{ elicitation: true }, []],
  [{ sampling: {} }, [sample]],
  [{ sampling: { tools: {} } }, [sample, withTools, withChoice]],
  [{ roots: { listChanged: true } }, [roots]],
  [{ roots: null, sampling: null, tasks: {} }, []],
])('an app that announces %j answers these and nothing else', (capabilities, answered) => {
  expect(all.filter((request) => canAnswer(capabilities, request))).toEqual(answered);
});
