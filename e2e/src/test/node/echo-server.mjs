// A small MCP server whose tools misbehave on request. No dependencies.
//   RECORD=FILE         append every byte received to FILE
//   WAIT_FOR=FILE       do not read before FILE exists
//   BANNER=TEXT         print TEXT and a newline first
//   IGNORE_EOF=1        stay alive when stdin ends
//   IGNORE_SIGNALS=1    stay alive on SIGTERM, SIGINT and SIGHUP
//   EXIT_AT_EOF=CODE    exit with CODE when stdin ends
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeSync } from 'node:fs';

const { env } = process;
if (env.BANNER) write(Buffer.from(env.BANNER + '\n'));
if (env.IGNORE_SIGNALS) for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => {});

const text = (value) => ({ content: [{ type: 'text', text: String(value) }] });
const note = (data) => ({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data } });

const tools = {
  echo: ({ message }) => text(message),
  number: (args) => ({ ...text('see structuredContent'), structuredContent: args }),
  silent: () => undefined,
  pid: () => text(process.pid),
  exit: ({ code }) => process.exit(code),
  abort: () => process.kill(process.pid, 'SIGKILL'),
  read_file: ({ path }) => text(readFileSync(path, 'utf8')),
  run_command: ({ command }) => text(`would run ${command}`),
  fetch_url: ({ url }) => text(`would fetch ${url}`),
  say({ raw, base64 }) {
    write(base64 ? Buffer.from(base64, 'base64') : Buffer.from(raw));
    return text('said');
  },
  complain({ message }) {
    writeSync(2, message + '\n');
    return text('complained');
  },
  flood({ count, size }) {
    const data = 'x'.repeat(size);
    for (let i = 0; i < count; i++) send(note(`${i} ${data}`));
    return text('flooded');
  },
  spawn_child({ detached }) {
    const child = spawn(process.execPath, ['-e', `for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => {});
      setInterval(() => {}, 1000)`], { detached, stdio: 'ignore' });
    child.unref();
    return text(child.pid);
  },
};

const schema = { type: 'object' };
const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion: protocolVersion ?? '2025-06-18',
    capabilities: { tools: {}, resources: {}, prompts: {}, logging: {} },
    serverInfo: { name: 'echo-server', version: '1.0.0' },
  }),
  'tools/list': () => ({
    tools: Object.keys(tools).map((name) => ({ name, description: `The ${name} tool`, inputSchema: schema })),
  }),
  'tools/call': ({ name, arguments: args }) =>
    Object.hasOwn(tools, name) ? tools[name](args ?? {}) : { ...text(`no tool ${name}`), isError: true },
};

function handle(message) {
  if (Array.isArray(message)) return message.forEach(handle);
  if (message.method === undefined || message.id === undefined) return;
  const result = (answers[message.method] ?? (() => ({})))(message.params ?? {});
  if (result !== undefined) send({ jsonrpc: '2.0', id: message.id, result });
}

function send(message) {
  write(Buffer.from(JSON.stringify(message) + '\n'));
}

function write(bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (error.code === 'EPIPE') process.exit(0);
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function listen() {
  if (env.WAIT_FOR && !existsSync(env.WAIT_FOR)) return setTimeout(listen, 20);
  let parts = [];
  process.stdin.on('data', (chunk) => {
    if (env.RECORD) appendFileSync(env.RECORD, chunk);
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, at));
      const line = Buffer.concat(parts).toString();
      parts = [];
      from = at + 1;
      let message;
      try {
        message = JSON.parse(line);
      } catch {
        continue;
      }
      handle(message);
    }
    parts.push(chunk.subarray(from));
  });
  process.stdin.on('end', () => {
    if (!env.IGNORE_EOF) process.exit(Number(env.EXIT_AT_EOF ?? 0));
  });
}
setInterval(() => {}, 1000);
listen();
