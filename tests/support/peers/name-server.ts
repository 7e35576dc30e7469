import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** A name server of this machine (RFC 1035): each name answers what a test gives it, one list after another. */
export const startNameServer = async () => {
  const answers = new Map<string, string[][]>();
  const records = new Map<string, readonly Uint8Array[]>();
  const moods = new Map<string, Mood>();
  let questions = 0;
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    questions += 1;
    const { name, type, end } = read(question);
    const mood = moods.get(name) ?? {};
    moods.set(name, { ...mood, lost: (mood.lost ?? 0) - 1 });
    if ((mood.lost ?? 0) > 0) return;
    const lists = answers.get(name) ?? [];
    const found = type === TYPES.A ? ((lists.length > 1 ? lists.shift() : lists[0]) ?? []) : [];
    const given = [...found.map(ipv4), ...(records.get(`${name} ${type}`) ?? [])];
    const answer = reply(question, end, { type, given, code: mood.code ?? 0 });
    setTimeout(() => void (isOpen && socket.send(answer, port, address)), mood.lateMs ?? 0);
  });
  let isOpen = true;
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    place: `127.0.0.1:${socket.address().port}`,
    say: (name: string, ...lists: string[][]) => answers.set(name, lists),
    hold: (name: string, type: keyof typeof TYPES, ...given: readonly Uint8Array[]) =>
      records.set(`${name} ${TYPES[type]}`, given),
    be: (name: string, mood: Mood) => moods.set(name, mood),
    questions: () => questions,
    stop: () =>
      new Promise<void>((closed) => {
        isOpen = false;
        socket.close(closed);
      }),
  };
};

/** `lost`: how many questions stay without an answer; `code`: 3, no such name; 2, cannot answer; 5, will not. */
type Mood = { lost?: number; lateMs?: number; code?: number };

const TYPES = { A: 1, NS: 2, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 } as const;
const HEADER = 12;

/** The data of a record, as they travel. */
export const ipv4 = (address: string): Uint8Array => Uint8Array.from(address.split('.').map(Number));
/** All eight groups written. */
export const ipv6 = (address: string): Uint8Array =>
  Uint8Array.from(
    address
      .split(':')
      .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  );
export const hostName = (name: string): Uint8Array =>
  Uint8Array.from([
    ...name.split('.').flatMap((label) => (label === '' ? [] : [label.length, ...Buffer.from(label)])),
    0,
  ]);
export const exchange = (priority: number, name: string): Uint8Array =>
  Uint8Array.from([priority >> 8, priority & 255, ...hostName(name)]);
export const texts = (...parts: string[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [part.length, ...Buffer.from(part)]));

const read = (question: Buffer) => {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: question.readUInt16BE(at + 1), end: at + 5 };
};

type Answer = { type: number; given: readonly Uint8Array[]; code: number };

const reply = (question: Buffer, end: number, { type, given, code }: Answer): Buffer => {
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180 + code, 2);
  head.writeUInt16BE(given.length, 6);
  head.writeUInt32BE(0, 8);
  const records = given.map((data) =>
    Buffer.from([0xc0, HEADER, 0, type, 0, 1, 0, 0, 0, 0, data.length >> 8, data.length & 255, ...data]),
  );
  return Buffer.concat([head, ...records]);
};
