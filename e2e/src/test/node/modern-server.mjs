// A server of the modern era (2026-07-28) on the official SDK, which also answers the legacy one.
import { acceptedContent, fromJsonSchema, inputRequired, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

const confirmation = {
  type: 'object',
  properties: { confirm: { type: 'boolean', title: 'Go ahead?' } },
  required: ['confirm'],
};
const text = (value) => ({ content: [{ type: 'text', text: value }] });

serveStdio(() => {
  const server = new McpServer({ name: 'modern-server', version: '1.0.0' });
  server.registerTool('echo', {
    description: 'Echoes',
    inputSchema: fromJsonSchema({ type: 'object', properties: { message: { type: 'string' } } }),
  }, async ({ message }) => text(message));
  server.registerTool('deploy', { description: 'Asks before it deploys' }, async (ctx) => {
    const answer = acceptedContent(ctx.mcpReq.inputResponses, 'confirm');
    if (answer?.confirm !== true) {
      return inputRequired({
        inputRequests: {
          confirm: inputRequired.elicit({ message: 'Deploy?', requestedSchema: confirmation }),
        },
      });
    }
    return text('deployed, as elicited');
  });
  server.registerResource('note', 'demo://note', { mimeType: 'text/plain' }, async (uri) => ({
    contents: [{ uri: uri.href, text: 'a note' }],
  }));
  server.registerPrompt('greet', { description: 'Greets' }, async () => ({
    messages: [{ role: 'user', content: { type: 'text', text: 'Say hello' } }],
  }));
  return server;
});
