import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from '#server/env';

/** Nothing else is set. */
const read = (given: Record<string, string>) => readEnv(given as never);

describe('where the service listens', () => {
  it.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost', '::ffff:127.0.0.1'])(
    'may be %s, which only this machine reaches',
    (HOST) => {
      expect(read({ HOST }).HOST).toBe(HOST);
    },
  );
  it.each(['0.0.0.0', '::', '192.0.2.1', '10.0.0.4', 'comptoir.example', '0', '127.1'])(
    'is not %s in clear: passwords would cross a network',
    (HOST) => {
      const refused = /^HOST : valeur refusée ; .*PUBLIC_URL en https/;
      expect(() => read({ HOST })).toThrow(refused);
      expect(() => read({ HOST, PUBLIC_URL: 'http://comptoir.example' })).toThrow(refused);
      expect(read({ HOST, PUBLIC_URL: 'https://comptoir.example' }).HOST).toBe(HOST);
    },
  );
});

describe('whose X-Forwarded-For is believed', () => {
  it('is this machine’s, until others are named', () => {
    const result = (given: Record<string, string>) =>
      read(given).TRUSTED_PROXIES.map(([first, bits]) => `${first.toString()}/${bits}`);
    expect(result({})).toEqual(['127.0.0.0/8', '::1/128']);
    expect(result({ TRUSTED_PROXIES: '127.0.0.1,172.18.0.0/16 , 2001:db8::/32' })).toEqual([
      '127.0.0.1/32',
      '172.18.0.0/16',
      '2001:db8::/32',
    ]);
  });
  it.each(['proxy.example', '10.0.0.0/33', '10.1', '10/8', '127.0.0.1,', '0.0.0.0/0', '::/0', '*'])(
    'is not « %s »: the name and the cure are said',
    (TRUSTED_PROXIES) => {
      expect(() => read({ TRUSTED_PROXIES })).toThrow(
        /^TRUSTED_PROXIES : valeur refusée ; donnez les adresses/,
      );
    },
  );
});

describe('where a fault of security is told', () => {
  it('is a mail, a page or a telephone', () => {
    for (const SECURITY_CONTACT of ['mailto:alerte@comptoir.example', 'https://comptoir.example/faille'])
      expect(read({ SECURITY_CONTACT }).SECURITY_CONTACT).toBe(SECURITY_CONTACT);
    for (const SECURITY_CONTACT of ['alerte@comptoir.example', 'http://comptoir.example'])
      expect(() => read({ SECURITY_CONTACT })).toThrow(/^SECURITY_CONTACT/);
  });
});

describe('where the database is', () => {
  const DATABASE_URL = 'postgres://comptoir:secret@pooler.example:6432/comptoir';
  const DATABASE_DIRECT_URL = 'postgres://comptoir:secret@one.example,two.example/comptoir';

  it('may be said twice: through a pooler, and past it', () => {
    expect(read({ DATABASE_URL, DATABASE_DIRECT_URL })).toMatchObject({ DATABASE_URL, DATABASE_DIRECT_URL });
    expect(() => read({ DATABASE_DIRECT_URL })).toThrow(/^DATABASE_DIRECT_URL : valeur refusée/);
    expect(() => read({ DATABASE_URL, DATABASE_DIRECT_URL: 'one.example' })).toThrow(/^DATABASE_DIRECT_URL/);
  });
  it('may be in files, as other secrets', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'comptoir-env-'));
    const [URL, DIRECT] = [join(folder, 'url'), join(folder, 'direct')];
    await writeFile(URL, `${DATABASE_URL}\n`);
    await writeFile(DIRECT, `${DATABASE_DIRECT_URL}\n`);
    const given = { DATABASE_URL_FILE: URL, DATABASE_DIRECT_URL_FILE: DIRECT };
    expect(read(given)).toMatchObject({ DATABASE_URL, DATABASE_DIRECT_URL });
    await rm(folder, { recursive: true });
  });
  it.each([
    { DATABASE_URL: `${DATABASE_URL}?sslmode=strict` },
    { DATABASE_URL: 'mysql://db.example/comptoir' },
    { DATABASE_URL, PGSSLMODE: 'on' },
    { DATABASE_URL, PGSSLMODE: 'require', PGSSLROOTCERT: 'system' },
  ])('is refused as %o, and the cure names the modes', (given) => {
    expect(() => read(given as never)).toThrow(/valeur refusée ; .*verify-full/);
  });
});
