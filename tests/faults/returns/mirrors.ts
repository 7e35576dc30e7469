import { HOUR } from '#server/domain/facts/intervals';
import { checkSnapshot } from '#server/signing/check';
import { newPrivateKey, signerOf } from '#server/signing/sign';
import { setStage, type Theatre } from './stage';

/** By way of a mirror: a file that says « possible », handed to a reader who saw that the card is down. */

type File = Awaited<ReturnType<Theatre['snapshot']>>;

const rewritten = ({ bytes, signature }: File, change: (text: string) => string): File => ({
  bytes: Buffer.from(change(bytes.toString('utf8'))),
  signature,
});
const allPossible = (text: string) => text.replaceAll('"verdict":"suspended"', '"verdict":"possible"');
const later = (text: string) => text.replace(/"seq":\d+/, '"seq":999999');

/** What no reader of a mirror may believe. `shown`: 1 when it was. */
export const mirrors = async (theatre: Theatre) => {
  const before = await theatre.snapshot();
  const { platform } = await setStage(theatre, { saidBy: 'operator' });
  theatre.pass(HOUR);
  const present = await theatre.snapshot();
  const key = await theatre.key();
  const first = await checkSnapshot({ ...present, keys: [key], seen: null });
  if (!first.ok) throw new Error(`le vrai est refusé : ${first.refusal}`);
  if (!present.bytes.toString('utf8').includes(platform)) throw new Error('le vrai ne dit rien de la panne');
  const { seq, generatedAt } = first.value;

  const stranger = signerOf(newPrivateKey());
  const own = (file: File): File => ({ ...file, signature: stranger.sign(file.bytes) });
  const tricks: [string, File][] = [
    ['a genuine snapshot of before the outage', before],
    ['the same with a later number', rewritten(before, later)],
    ['a snapshot with its verdicts changed', rewritten(present, allPossible)],
    ['the same signed by a stranger under our key’s name', own(rewritten(present, allPossible))],
    [
      'the same signed by a stranger under its own',
      own(rewritten(present, (text) => allPossible(text).replace(key.keyId, stranger.keyId))),
    ],
    ['a snapshot without a signature', { ...present, signature: '' }],
  ];
  return Promise.all(
    tricks.map(async ([name, file]) => {
      const checked = await checkSnapshot({ ...file, keys: [key], seen: { seq, generatedAt } });
      return { name, shows: 0, shown: checked.ok ? 1 : 0 };
    }),
  );
};
