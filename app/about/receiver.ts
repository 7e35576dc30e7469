/**
 * What receives our webhooks, in so many lines, as `/brancher` prints it: Node, and one package. A secret is shown once its
 * address has answered the challenge: until it is given, the challenge is answered and nothing else is taken, so that
 * whatever comes meanwhile comes again. A test runs this text as it is.
 */
export const RECEIVER = `import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
const { COMPTOIR_SECRET: secret, PORT: port = '8080' } = process.env;
const read = (body, headers) => (secret ? new Webhook(secret).verify(body, headers) : JSON.parse(body));
createServer(async (request, response) => {
  const { type, data } = (await text(request).then((body) => read(body, request.headers)).catch(() => null)) ?? {};
  if (secret && type) console.log(type, JSON.stringify(data));
  response.writeHead(type && (secret || data?.challenge) ? 200 : 401).end(JSON.stringify({ challenge: data?.challenge }));
}).listen(Number(port));
`;
