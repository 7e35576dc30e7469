import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** Listens on this machine, on one port, and counts whoever comes. */
export const startCanary = async () => {
  let connections = 0;
  const sockets = new Set<Socket>();
  const listen = async (host: string, port: number): Promise<Server> => {
    const server = createServer((socket) => {
      connections += 1;
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
      socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\noh');
    });
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  };
  const first = await listen('127.0.0.1', 0);
  const { port } = first.address() as AddressInfo;
  const others = await Promise.all(
    ['127.0.0.2', '127.1.2.3', '::1'].map((host) => listen(host, port).catch(() => null)),
  );
  const servers = [first, ...others].filter((server) => server !== null);
  return {
    port,
    places: servers.length,
    connections: () => connections,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => once(server.close(), 'close')));
    },
  };
};
