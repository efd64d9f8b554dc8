// Drives a modern-era server through the official SDK and prints what was seen.
// Usage: node modern-transcript.mjs COMMAND [ARG...]
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [command, ...args] = process.argv.slice(2);
const say = (what, value) => console.log(JSON.stringify({ what, value }));

const client = new Client(
  { name: 'e2e-modern', version: '1.0.0' },
  { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
);
client.setRequestHandler('elicitation/create', async (request) => {
  say('asked', request.params);
  return { action: 'accept', content: { confirm: true } };
});
await client.connect(new StdioClientTransport({ command, args, env: { ...process.env }, stderr: 'ignore' }));
say('version', client.getNegotiatedProtocolVersion());
say('server', client.getServerVersion());
say('capabilities', client.getServerCapabilities());
say('tools', await client.listTools());
say('resources', await client.listResources());
say('prompts', await client.listPrompts());
say('echo', await client.callTool({ name: 'echo', arguments: { message: 'hello äöü 🙂' } }));
say('deploy', await client.callTool({ name: 'deploy', arguments: {} }));
say('note', await client.readResource({ uri: 'demo://note' }));
say('greet', await client.getPrompt({ name: 'greet' }));
try {
  say('unknown', await client.callTool({ name: 'unknown', arguments: {} }));
} catch (error) {
  say('unknown', { code: error.code, message: error.message });
}
await client.close();
process.exit(0);
