// Drives every feature of server-everything through the official SDK client and prints what was
// seen, one JSON line a fact. Usage: node everything-transcript.mjs COMMAND [ARG...]
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTaskStore } from '@modelcontextprotocol/sdk/experimental/tasks/stores/in-memory.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  LoggingMessageNotificationSchema,
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

const [command, ...args] = process.argv.slice(2);

// What differs between two runs of the bare server, and nothing more.
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TASK = /\b[0-9a-f]{32}\b/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const CLOCK = /\d{1,2}:\d\d:\d\d [AP]M/g;
const DATED_BLOB = /UmVzb3VyY2Ug[A-Za-z0-9+/]+=*/g; // base64 of "Resource N: ... created at TIME"
const settled = (text) =>
  text.replace(DATED_BLOB, (blob) => Buffer.from(blob, 'base64').toString())
    .replace(UUID, '<uuid>')
    .replace(TASK, '<task>')
    .replace(TIME, '<time>')
    .replace(CLOCK, '<clock>');

const sections = new Map();
function fact(section, what, value) {
  if (!sections.has(section)) sections.set(section, []);
  sections.get(section).push(settled(JSON.stringify({ section, what, value })));
}

const taskStore = new InMemoryTaskStore();
const client = new Client(
  { name: 'e2e-transcript', version: '1.0.0' },
  {
    capabilities: {
      sampling: {},
      elicitation: { form: {}, url: {} },
      roots: { listChanged: true },
      tasks: {
        list: {},
        cancel: {},
        requests: { sampling: { createMessage: {} }, elicitation: { create: {} } },
      },
    },
    taskStore,
  },
);

async function answer(request, extra, result) {
  if (!request.params.task || !extra.taskStore) return result;
  const task = await extra.taskStore.createTask({ ttl: extra.taskRequestedTtl });
  await extra.taskStore.storeTaskResult(task.taskId, 'completed', result);
  return { task };
}
client.setRequestHandler(CreateMessageRequestSchema, async (request, extra) => {
  fact('asked', 'sampling', request.params);
  return answer(request, extra, {
    role: 'assistant',
    content: { type: 'text', text: 'a sampled answer: äöü 漢字 🙂' },
    model: 'test-model',
    stopReason: 'endTurn',
  });
});
client.setRequestHandler(ElicitRequestSchema, async (request, extra) => {
  fact('asked', 'elicitation', request.params);
  if (request.params.mode === 'url') return { action: 'accept' };
  const schema = request.params.requestedSchema;
  const content = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    if (!(schema.required ?? []).includes(name)) continue;
    content[name] =
      property.default ?? property.enum?.[0] ?? property.oneOf?.[0]?.const
      ?? (property.type === 'string' ? 'e2e' : property.type === 'boolean' ? true : 1);
  }
  return answer(request, extra, { action: 'accept', content });
});
client.setRequestHandler(ListRootsRequestSchema, async () => {
  fact('asked', 'roots', {});
  return { roots: [{ uri: 'file:///tmp/project', name: 'project' }] };
});

const waiting = [];
let seen = [];
function noticed(kind, value) {
  seen.push({ kind, value });
  for (const wait of [...waiting]) {
    if (wait.kind === kind) {
      waiting.splice(waiting.indexOf(wait), 1);
      wait.resolve(value);
    }
  }
}
const next = (kind) => new Promise((resolve) => waiting.push({ kind, resolve }));
client.setNotificationHandler(LoggingMessageNotificationSchema, (n) => noticed('log', n.params));
client.setNotificationHandler(ResourceUpdatedNotificationSchema, (n) => noticed('updated', n.params));
client.setNotificationHandler(ResourceListChangedNotificationSchema, () => noticed('resources', {}));
client.setNotificationHandler(ToolListChangedNotificationSchema, () => noticed('tools', {}));

async function attempt(section, what, call) {
  try {
    fact(section, what, await call());
  } catch (error) {
    fact(section, what, { error: error.message, code: error.code, data: error.data });
  }
}
const tool = (section, name, args, options) =>
  attempt(section, `${name} ${JSON.stringify(args)}`, () =>
    client.callTool({ name, arguments: args }, undefined, options));

async function lists() {
  fact('hello', 'server', client.getServerVersion());
  fact('hello', 'capabilities', client.getServerCapabilities());
  fact('hello', 'instructions', client.getInstructions());
  await attempt('lists', 'ping', () => client.ping());
  await attempt('lists', 'tools', () => client.listTools());
  await attempt('lists', 'resources', () => client.listResources());
  await attempt('lists', 'templates', () => client.listResourceTemplates());
  await attempt('lists', 'prompts', () => client.listPrompts());
}

async function plainTools() {
  await tool('tools', 'echo', { message: 'hello' });
  await tool('tools', 'echo', { message: 'quotes " \\ / \b\f\n\r\t \u0001 \u2028 äöü 漢字 🙂 ' });
  await tool('tools', 'echo', { message: 'x'.repeat(70_000) });
  await tool('tools', 'echo', {});
  await tool('tools', 'get-sum', { a: 1.5, b: -2e3 });
  await tool('tools', 'get-sum', { a: 'one', b: 2 });
  await tool('tools', 'get-tiny-image', {});
  for (const messageType of ['error', 'success', 'debug']) {
    await tool('tools', 'get-annotated-message', { messageType, includeImage: messageType === 'debug' });
  }
  await tool('tools', 'get-resource-links', { count: 5 });
  await tool('tools', 'get-resource-reference', { resourceType: 'Text', resourceId: 1 });
  await tool('tools', 'get-resource-reference', { resourceType: 'Blob', resourceId: 2 });
  await tool('tools', 'get-structured-content', { location: 'New York' });
  await tool('tools', 'get-structured-content', { location: 'Atlantis' });
  await environment();
  await tool('tools', 'no-such-tool', {});
  for (const outputType of ['resourceLink', 'resource']) {
    await tool('tools', 'gzip-file-as-resource', { name: `${outputType}.gz`, data: 'data:text/plain,hello', outputType });
  }
}

// A process may hand its environment on in another order. The firewall adds one variable, by which it
// finds the server's whole process tree again, and the shell of its launcher those that shells set.
const OURS = ['MCP_FIREWALL_SESSION', 'PWD', 'OLDPWD', 'SHLVL', '_'];
async function environment() {
  const result = await client.callTool({ name: 'get-env', arguments: {} });
  fact('tools', 'get-env', Object.entries(JSON.parse(result.content[0].text))
    .filter(([name]) => !OURS.includes(name)).sort());
}

async function serverAsks() {
  await tool('asks', 'get-roots-list', {});
  await tool('asks', 'trigger-sampling-request', { prompt: 'say something', maxTokens: 20 });
  await tool('asks', 'trigger-elicitation-request', {});
  await tool('asks', 'trigger-url-elicitation', {
    url: 'https://modelcontextprotocol.io/login', message: 'Please sign in', elicitationId: 'e2e-1' });
  await tool('asks', 'trigger-url-elicitation', {
    url: 'https://modelcontextprotocol.io/login', message: 'Please sign in', elicitationId: 'e2e-2', errorPath: true });
}

async function tasks() {
  const stream = client.experimental.tasks.callToolStream({
    name: 'simulate-research-query', arguments: { topic: 'firewalls', ambiguous: true } });
  for await (const message of stream) {
    if (message.type === 'result' || message.type === 'error') fact('tasks', message.type, message);
  }
  await attempt('tasks', 'list', async () => (await client.experimental.tasks.listTasks()).tasks.length);
}

async function longRunning() {
  const steps = [];
  await tool('long', 'trigger-long-running-operation', { duration: 1, steps: 5 },
    { onprogress: (p) => steps.push(p) });
  // The SDK may handle the result before the last step's notice when both come in one read.
  fact('long', 'progress', steps.slice(0, 4));
  const abort = new AbortController();
  const cancelled = tool('long', 'trigger-long-running-operation', { duration: 30, steps: 60 },
    { signal: abort.signal, onprogress: () => abort.abort('enough') });
  await cancelled;
  await attempt('long', 'ping after cancel', () => client.ping());
}

async function resources() {
  const uri = 'demo://resource/dynamic/text/1';
  await attempt('resources', 'text', () => client.readResource({ uri }));
  await attempt('resources', 'blob', () => client.readResource({ uri: 'demo://resource/dynamic/blob/2' }));
  await attempt('resources', 'unknown', () => client.readResource({ uri: 'demo://nothing' }));
  const { resources: all } = await client.listResources();
  for (const resource of all) {
    await attempt('resources', resource.uri, () => client.readResource({ uri: resource.uri }));
  }
  await attempt('resources', 'subscribe', () => client.subscribeResource({ uri }));
  const updated = next('updated');
  await tool('resources', 'toggle-subscriber-updates', {});
  fact('resources', 'updated', await updated);
  await tool('resources', 'toggle-subscriber-updates', {});
  await attempt('resources', 'unsubscribe', () => client.unsubscribeResource({ uri }));
}

async function prompts() {
  await attempt('prompts', 'simple', () => client.getPrompt({ name: 'simple-prompt' }));
  await attempt('prompts', 'args', () =>
    client.getPrompt({ name: 'args-prompt', arguments: { city: 'Zürich', state: 'ZH' } }));
  await attempt('prompts', 'missing argument', () => client.getPrompt({ name: 'args-prompt', arguments: {} }));
  await attempt('prompts', 'resource', () =>
    client.getPrompt({ name: 'resource-prompt', arguments: { resourceType: 'Text', resourceId: '3' } }));
  await attempt('prompts', 'completable', () =>
    client.getPrompt({ name: 'completable-prompt', arguments: { department: 'Engineering', name: 'Alice' } }));
  const ref = { type: 'ref/prompt', name: 'completable-prompt' };
  await attempt('prompts', 'complete', () =>
    client.complete({ ref, argument: { name: 'department', value: 'E' } }));
  await attempt('prompts', 'complete in context', () =>
    client.complete({ ref, argument: { name: 'name', value: '' }, context: { arguments: { department: 'Sales' } } }));
}

async function logging() {
  await attempt('logging', 'level', () => client.setLoggingLevel('debug'));
  const log = next('log');
  await tool('logging', 'toggle-simulated-logging', {});
  fact('logging', 'message', Object.keys(await log).sort());
  await tool('logging', 'toggle-simulated-logging', {});
  const concurrent = [];
  for (let i = 0; i < 50; i++) {
    concurrent.push(client.callTool({ name: 'echo', arguments: { message: `number ${i}` } }));
  }
  fact('logging', 'fifty at once', await Promise.all(concurrent));
}

// Few variables, and known ones: what a developer's shell holds may well be worth redacting.
const env = Object.fromEntries(
  ['PATH', 'HOME', 'MCP_FIREWALL_HOME', 'MCP_FIREWALL_E2E'].map((name) => [name, process.env[name] ?? '']),
);
await client.connect(new StdioClientTransport({ command, args, env, stderr: 'ignore' }));
const rootsLogged = next('log');
await lists();
await plainTools();
await rootsLogged;
await serverAsks();
await prompts();
// Each of these waits for the server's clock, not for ours.
await Promise.all([tasks(), longRunning(), resources().then(logging)]);
await tool('async', 'trigger-sampling-request-async', { prompt: 'say it later', maxTokens: 20 });
await tool('async', 'trigger-elicitation-request-async', {});
fact('notices', 'kinds', [...new Set(seen.map((n) => n.kind))].sort());
await client.close();
taskStore.cleanup?.();
const transcript = [...sections.values()].flat().join('\n') + '\n';
process.stdout.write(transcript, () => process.exit(0));
