import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server of this machine (RFC 1035): each name answers the addresses a test gives it, one list after another. */
export const startNameServer = async () => {
  const answers = new Map<string, string[][]>();
  let questions = 0;
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    questions += 1;
    const { name, type, end } = read(question);
    const lists = answers.get(name) ?? [];
    const found = type === A ? ((lists.length > 1 ? lists.shift() : lists[0]) ?? []) : [];
    socket.send(reply(question, end, found), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    place: `127.0.0.1:${socket.address().port}`,
    say: (name: string, ...lists: string[][]) => answers.set(name, lists),
    questions: () => questions,
    stop: () => new Promise<void>((closed) => socket.close(closed)),
  };
};

const A = 1;
const HEADER = 12;

const read = (question: Buffer) => {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), type: question.readUInt16BE(at + 1), end: at + 5 };
};

const reply = (question: Buffer, end: number, addresses: readonly string[]): Buffer => {
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    Buffer.from([0xc0, HEADER, 0, A, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([head, ...records]);
};
