import { createServer } from 'node:http';

/** The least node can do: each path answers one kept buffer, or 304. A process of its own. */
export type Kept = { path: string; status: 200 | 304; headers: Record<string, string>; body: string };

process.once('message', (kept: Kept[]) => {
  const answers = new Map(
    kept.map(({ path, status, headers, body }) => [
      path,
      { status, headers, body: status === 304 ? undefined : Buffer.from(body, 'base64') },
    ]),
  );
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' && address ? address.port : 0);
  });
});
