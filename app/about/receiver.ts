/**
 * What receives our webhooks, in so many lines, as `/brancher` prints it: Node, and one package. The challenge of a new
 * address is answered by the same line as every message. A test runs this text as it is.
 */
export const RECEIVER = `import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
const webhook = new Webhook(process.env.COMPTOIR_SECRET);
createServer(async (request, response) => {
  const signed = async () => webhook.verify(await text(request), request.headers);
  const event = await signed().catch(() => null);
  if (event) console.log(event.type, JSON.stringify(event.data));
  response.writeHead(event ? 200 : 401).end(JSON.stringify({ challenge: event?.data.challenge }));
}).listen(Number(process.env.PORT ?? 8080));
`;
