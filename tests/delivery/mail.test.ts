import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channelWords } from '#app/words/channels';
import type { EmailTarget, Envelope } from '#server/delivery/channel';
import { sendMails } from '#server/delivery/mail/message-mail';
import { createRelay, type Relay } from '#server/delivery/mail/relay';
import type { Message } from '#server/delivery/message';
import { TEXTS } from '../faults/fuzz/hostile';
import { createAuthority } from '../support/peers/certificates';
import { type MailServer, type Reply, startMailServer } from '../support/peers/mail-server';
import { MAIL_HEADERS, mailFaults } from '../support/world/drawn-as-text';
import { HOSTILE_TEXTS } from '../support/world/hostile-texts';
import { aMessage, anEnvelope, aSection } from '../support/world/messages';

const FROM = 'Comptoir <comptoir@exemple.fr>';
const HOST = 'comptoir.example';
const to = (address: string, given: Partial<Message> = {}) =>
  anEnvelope({ channel: 'email', address } satisfies EmailTarget, given);

let server: MailServer;
let relay: Relay;
beforeAll(async () => {
  server = await startMailServer();
  relay = createRelay({ url: server.url, from: FROM, host: HOST });
});
beforeEach(() => {
  server.received.length = 0;
  server.toAddresses(() => null);
  server.toMails(() => null);
});
afterAll(async () => {
  await relay.close();
  await server.stop();
});
const send = (...envelopes: Envelope<EmailTarget>[]) =>
  sendMails(relay, channelWords)(envelopes, AbortSignal.timeout(20_000));
const sent = async (envelope: Envelope<EmailTarget>) => {
  expect(await send(envelope)).toEqual([{ kind: 'delivered' }]);
  const last = server.received.at(-1);
  if (!last) throw new Error('rien n’est arrivé');
  return last;
};

describe('a message by mail', () => {
  it('says the answer in its subject, and in its text and its HTML all the rest', async () => {
    const { to: whom, from, parsed } = await sent(to('marie@officine.example'));
    expect([whom, from]).toEqual(['marie@officine.example', 'comptoir@exemple.fr']);
    expect(parsed.subject).toBe('Viamedis, opticiens : NON depuis 15:00');
    for (const said of [parsed.text, String(parsed.html)]) {
      expect(said).toContain('Prise en charge coupée.');
      expect(said).toContain('Dit par Viamedis.');
      expect(said).toContain('Faites régler le patient, remettez-lui la facture.');
      expect(said).toContain('Prochain point attendu à 16:00.');
      expect(said).toContain('ce qui était su à 15:02');
      expect(said).toContain('https://comptoir.example/opticien/plateformes/viamedis');
      expect(said).toContain('https://comptoir.example/abonnements/jeton-de-quelqu-un');
    }
  });

  it('says that nobody declared what is measured, and each thing of many under its title', async () => {
    const measured = aSection({
      title: 'Almerys : OUI depuis 14:58',
      saidBy: null,
      nextUpdateDue: null,
      advice: [],
    });
    const { parsed } = await sent(to('a@b.example', { sections: [aSection(), measured] }));
    expect(parsed.text).toMatch(
      /Almerys : OUI depuis 14:58\n\nPrise en charge coupée\.\n\nPersonne ne l’a déclaré/,
    );
    expect(String(parsed.html)).toMatch(/<h2[^>]*>Almerys : OUI depuis 14:58<\/h2>/);
  });

  it('is ended in one click, answers nobody, and is not answered by machines', async () => {
    const { parsed } = await sent(to('a@b.example'));
    const { headers } = parsed;
    expect(headers.get('list')).toMatchObject({
      unsubscribe: { url: 'https://comptoir.example/abonnements/jeton-de-quelqu-un' },
      'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    });
    expect(headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('leads each to their own page, and to nobody else’s, however many are told the same', async () => {
    const message = aMessage();
    const pages = Array.from(
      { length: 40 },
      (_, n) => `https://comptoir.example/abonnements/${'jeton-'.repeat(9)}${n}.`,
    );
    const outcomes = await send(
      ...pages.map((manageUrl, n) => ({
        ...to(`n${n}@b.example`),
        message: { ...message, id: `un-${n}` },
        manageUrl,
      })),
    );
    expect(outcomes.every(({ kind }) => kind === 'delivered')).toBe(true);
    expect(server.received).toHaveLength(pages.length);
    for (const { to: whom, parsed } of server.received) {
      const own = pages[Number(whom.slice(1, whom.indexOf('@')))];
      for (const said of [parsed.text, String(parsed.html)])
        expect(said?.match(/https:\/\/comptoir\.example\/abonnements\/[\w.-]+/g)).toEqual([own]);
      expect(parsed.headers.get('list')).toMatchObject({ unsubscribe: { url: own } });
    }
  });

  it('crosses the wire in short lines of plain letters, whatever is said', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(...HOSTILE_TEXTS, ...TEXTS),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (line) => {
        const { raw, parsed } = await sent(to('a@b.example', { sections: [aSection({ lines: [line] })] }));
        const [head = '', ...rest] = raw.split('\r\n\r\n');
        expect(head.split('\r\n').filter((each) => each.length > 998)).toEqual([]);
        expect(
          rest
            .join('\r\n\r\n')
            .split('\r\n')
            .filter((each) => each.length > 76),
        ).toEqual([]);
        expect(raw).toMatch(/^[\t\r\n -~]*$/);
        expect(parsed.text).toContain('Dit par Viamedis.');
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('bears the same id at every attempt, and one thread a topic', async () => {
    const [first, again, next, other] = [
      await sent(to('a@b.example', { id: 'un-1' })),
      await sent(to('a@b.example', { id: 'un-1' })),
      await sent(to('a@b.example', { id: 'un-2' })),
      await sent(to('a@b.example', { id: 'autre-1', topic: 'incident:almerys-4' })),
    ].map(({ parsed }) => parsed);
    expect(first?.messageId).toBe('<un-1@comptoir.example>');
    expect(again?.messageId).toBe(first?.messageId);
    expect(next?.messageId).not.toBe(first?.messageId);
    expect(next?.references).toEqual(first?.references);
    expect(next?.inReplyTo).toBe(first?.references);
    expect(other?.references).not.toEqual(first?.references);
  });

  it('is HTML that a validator has nothing to say of', async () => {
    const { parsed } = await sent(to('a@b.example', { sections: [aSection(), aSection({ saidBy: null })] }));
    const rules = { 'no-inline-style': 'off' } as const;
    const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules });
    const { results } = await validator.validateString(String(parsed.html));
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it.skipIf(!hasPython)('is read alike by the mail reader of Python', async () => {
    const { raw, parsed } = await sent(
      to('a@b.example', { subject: `${'Harmonie, Viamedis, '.repeat(9)}: é` }),
    );
    const read = JSON.parse(
      spawnSync('python3', ['-c', PYTHON], { input: Buffer.from(raw, 'latin1') }).stdout.toString(),
    );
    expect(read).toEqual({
      subject: parsed.subject,
      id: parsed.messageId,
      references: parsed.references,
      types: ['text/plain', 'text/html'],
      text: parsed.text,
      html: parsed.html,
      defects: [],
    });
  });

  it('fetches nothing, runs nothing and tells nobody that it was read', async () => {
    const { parsed } = await sent(to('a@b.example'));
    const html = String(parsed.html);
    expect(html).not.toMatch(
      /<(?:img|script|iframe|object|embed|link|form|video|audio|base)\b|url\(|@import|\bon\w+=/i,
    );
    expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => new URL(url ?? '').host)).toEqual([
      'comptoir.example',
      'comptoir.example',
    ]);
    expect(html).toMatch(/prefers-color-scheme:dark/);
    expect(parsed.attachments).toEqual([]);
  });

  it.each([...HOSTILE_TEXTS, ...TEXTS])('draws %j as the text it is', async (text) => {
    const section = aSection({
      title: text,
      lines: [text],
      saidBy: text,
      advice: [text],
      url: 'javascript:alert(1)',
    });
    const mail = await sent(to('a@b.example', { subject: text, sections: [section, section] }));
    expect(mailFaults(mail)).toEqual([]);
  });

  it('keeps any text within its subject, and no address but the one asked', async () => {
    const texts = fc.string({ unit: 'binary', maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(texts, texts, async (subject, line) => {
        const { to: whom, parsed } = await sent(
          to('a@b.example', { subject, sections: [aSection({ lines: [line] })] }),
        );
        expect(whom).toBe('a@b.example');
        expect([...parsed.headers.keys()].sort()).toEqual(MAIL_HEADERS);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('shows a subject that looks like an encoded word as it was typed', async () => {
    const subject = '=?utf-8?B?T3Vp?= au comptoir';
    const { parsed } = await sent(to('a@b.example', { subject }));
    expect(parsed.subject?.replaceAll('\u2060', '')).toBe(subject);
  });

  it('writes to no second address hidden in the first', async () => {
    const hidden = [
      'a@b.example, c@d.example',
      'a@b.example\r\nRCPT TO:<c@d.example>',
      '<a@b.example> c@d.example',
      'a b@c',
    ];
    const outcomes = await send(...hidden.map((address) => to(address)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(server.received).toEqual([]);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
const PYTHON = `
import json, sys
from email import message_from_bytes, policy
mail = message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)
text, html = mail.get_body(('plain',)).get_content(), mail.get_body(('html',)).get_content()
print(json.dumps({
  'subject': mail['subject'], 'id': mail['message-id'], 'references': mail['references'].strip(),
  'types': [part.get_content_type() for part in mail.iter_parts()],
  'text': text.replace('\\r\\n', '\\n'), 'html': html.replace('\\r\\n', '\\n'),
  'defects': [str(each) for each in mail.defects],
}))
`;

describe('what a relay answers', () => {
  const answered = async (reply: Reply, when: 'address' | 'mail' = 'address') => {
    if (when === 'address') server.toAddresses(() => reply);
    else server.toMails(() => reply);
    const [outcome] = await send(to('parti@officine.example'));
    return outcome;
  };
  it.each([
    [450, '4.2.1 <parti@officine.example> over quota', { kind: 'retry', why: 'SMTP 450 4.2.1', after: null }],
    [451, 'later', { kind: 'retry', why: 'SMTP 451', after: null }],
    [550, '5.1.1 <parti@officine.example>: no such user', { kind: 'refused', why: 'SMTP 550 5.1.1' }],
    [550, '5.1.10 null MX', { kind: 'refused', why: 'SMTP 550 5.1.10' }],
    [550, '5.2.1 mailbox disabled', { kind: 'refused', why: 'SMTP 550 5.2.1' }],
    [550, 'User unknown', { kind: 'refused', why: 'SMTP 550' }],
    [550, 'mailbox unavailable', { kind: 'bounced', why: 'SMTP 550' }],
    [552, '5.2.2 mailbox full', { kind: 'bounced', why: 'SMTP 552 5.2.2' }],
    // About us: everybody would be told the same, and nobody is suspended for it.
    [554, '5.7.1 relay access denied', { kind: 'retry', why: 'SMTP 554 5.7.1', after: null }],
    [550, '5.1.8 bad sender', { kind: 'retry', why: 'SMTP 550 5.1.8', after: null }],
  ])('%i %s: %j', async (code, text, outcome) => expect(await answered({ code, text })).toEqual(outcome));

  it('of the whole mail: what it will not have bounces', async () => {
    expect(await answered({ code: 554, text: '5.6.0 what is this' }, 'mail')).toMatchObject({
      kind: 'retry',
    });
    expect(await answered({ code: 552, text: '5.2.3 too long' }, 'mail')).toMatchObject({ kind: 'bounced' });
  });
  it('keeps nothing of an answer that repeats the address', async () => {
    const outcome = await answered({ code: 550, text: '5.1.1 <parti@officine.example> unknown' });
    expect(JSON.stringify(outcome)).not.toContain('officine');
  });
  it('a connection that is lost is tried again, and may have carried the mail', async () => {
    expect(await answered('hang-up', 'mail')).toMatchObject({ kind: 'retry', isUnsure: true });
  });
  it('one address refused keeps no other from its mail', async () => {
    server.toAddresses((address) => (address.startsWith('parti') ? { code: 550, text: '5.1.1 gone' } : null));
    const outcomes = await send(to('a@b.example'), to('parti@b.example'), to('c@b.example'));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'refused', 'delivered']);
  });
  it('what had not begun when its time was up has certainly not arrived', async () => {
    const sockets: Socket[] = [];
    const mute = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const waiting = createRelay({ url: `smtp://127.0.0.1:${port}`, from: FROM, host: HOST });
    const outcomes = await sendMails(waiting, channelWords)(
      Array.from({ length: 100 }, (_, n) => to(`n${n}@b.example`)),
      AbortSignal.timeout(500),
    );
    await waiting.close();
    for (const socket of sockets) socket.destroy();
    mute.close();
    expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'retry'));
    const unsure = outcomes.filter((outcome) => outcome.kind === 'retry' && outcome.isUnsure);
    expect(unsure.length).toBeLessThanOrEqual(8);
  });
  it('nobody there is tried again, and nothing was carried', async () => {
    const gone = await startMailServer();
    await gone.stop();
    const lost = createRelay({ url: gone.url, from: FROM, host: HOST });
    const [outcome] = await sendMails(lost, channelWords)([to('a@b.example')], AbortSignal.timeout(20_000));
    await lost.close();
    expect(outcome).toEqual({ kind: 'retry', why: 'ECONNREFUSED', after: null, isUnsure: false });
  });
});

describe('the relay', () => {
  it('is spoken to over few connections, however many are told', async () => {
    const before = server.connections();
    const outcomes = await send(...Array.from({ length: 100 }, (_, index) => to(`n${index}@b.example`)));
    expect(outcomes.every(({ kind }) => kind === 'delivered')).toBe(true);
    expect(new Set(server.received.map((each) => each.to)).size).toBe(100);
    expect(server.connections() - before).toBeLessThanOrEqual(8);
  });
  it('is given its name and password over TLS, with a certificate that is checked', async () => {
    const authority = await createAuthority(new Date());
    const certificate = await authority.issue('localhost', 30);
    const logins: string[] = [];
    const secured = await startMailServer({
      secure: true,
      authOptional: false,
      ...certificate,
      onAuth({ username, password }, _session, done) {
        logins.push(`${username} ${password}`);
        done(null, { user: username });
      },
    });
    const url = `smtps://facteur:secret%40long@localhost:${secured.port}`;
    const wary = createRelay({ url, from: FROM, host: HOST });
    const [distrusted] = await sendMails(wary, channelWords)(
      [to('a@b.example')],
      AbortSignal.timeout(20_000),
    );
    const trusting = createRelay({ url, from: FROM, host: HOST, trusted: authority.root });
    const [delivered] = await sendMails(trusting, channelWords)(
      [to('a@b.example')],
      AbortSignal.timeout(20_000),
    );
    await wary.close();
    await trusting.close();
    await secured.stop();
    expect(distrusted).toMatchObject({ kind: 'retry' });
    expect(delivered).toEqual({ kind: 'delivered' });
    expect(logins).toEqual(['facteur secret@long']);
  });
});
