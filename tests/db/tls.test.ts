import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, isUnreachable } from '#db/database';
import { endpointTo } from '#db/endpoint';
import { TlsRefused } from '#db/tls';
import { createAuthority } from '../support/peers/certificates';
import { openPooler } from '../support/peers/pooler';
import { startPostgres } from '../support/runner/postgres';

/** A server with a certificate of its own authority, for « localhost » alone. */

let server: Awaited<ReturnType<typeof startPostgres>>;
let authority: Awaited<ReturnType<typeof createAuthority>>;
beforeAll(async () => {
  const now = new Date();
  authority = await createAuthority(now);
  const [{ key, cert }, other] = [await authority.issue('localhost', 30), await createAuthority(now)];
  server = await startPostgres({
    files: { 'server.key': key, 'server.pem': cert, 'root.pem': authority.root, 'other.pem': other.root },
    settings: { ssl: 'on', ssl_key_file: '../server.key', ssl_cert_file: '../server.pem' },
  });
});
afterAll(() => server?.stop());

/** Whether the connection was sealed, or why there is none. */
const tried = async (url: string): Promise<unknown> => {
  const { db, close } = connect(endpointTo(url), undefined, undefined, 1);
  try {
    const { rows } = await sql<{ ssl: boolean }>`
      select ssl from pg_stat_ssl where pid = pg_backend_pid()
    `.execute(db);
    return rows[0]?.ssl;
  } catch (error) {
    return error;
  } finally {
    await close();
  }
};
const to = (host: string, query = '') =>
  tried(`postgres://postgres@${host}:${server.port}/postgres?${query}`);
const file = (name: string) => `sslrootcert=${encodeURIComponent(join(server.home, name))}`;

const refused = (error: unknown, sentence: RegExp) => {
  expect(error).toBeInstanceOf(TlsRefused);
  expect((error as Error).message).toMatch(sentence);
  expect(isUnreachable(error)).toBe(true);
};

describe('a server with TLS', () => {
  it.each([
    ['', false],
    ['sslmode=disable', false],
    ['sslmode=allow', false],
    ['sslmode=prefer', true],
    ['sslmode=require', true],
  ])('is spoken to on this machine with « %s »', async (query, isSealed) => {
    expect(await to('localhost', query)).toBe(isSealed);
  });
  it('is verified by the authority that is given', async () => {
    expect(await to('localhost', `sslmode=verify-full&${file('root.pem')}`)).toBe(true);
    expect(await to('127.0.0.1', `sslmode=verify-ca&${file('root.pem')}`)).toBe(true);
    expect(await to('127.0.0.1', `sslmode=require&${file('root.pem')}`)).toBe(true);
  });
  it('is refused, with the cure, when nobody known signed for it', async () => {
    refused(await to('localhost', 'sslmode=verify-full'), /aucune autorité connue.+sslrootcert/);
    refused(await to('localhost', `sslmode=verify-full&${file('other.pem')}`), /aucune autorité connue/);
    refused(await to('localhost', `sslmode=require&${file('other.pem')}`), /aucune autorité connue/);
  });
  it('is refused under a name that is not in its certificate', async () => {
    refused(await to('127.0.0.1', `sslmode=verify-full&${file('root.pem')}`), /pas au nom de 127\.0\.0\.1/);
  });
  it('is spoken to with TLS where it wants it', async () => {
    await server.change({
      'data/pg_hba.conf': 'local all all trust\nhostssl all all 127.0.0.1/32 trust\n',
    });
    expect(await to('127.0.0.1')).toBe(true);
    expect(await to('127.0.0.1', 'sslmode=allow')).toBe(true);
    expect(await to('127.0.0.1', 'sslmode=disable')).toMatchObject({ code: '28000' });
  });
  it('is refused once its certificate is out of time', async () => {
    const { key, cert } = await authority.issue('localhost', -1);
    await server.change({ 'server.key': key, 'server.pem': cert });
    refused(await to('localhost', `sslmode=verify-full&${file('root.pem')}`), /plus ou pas encore valable/);
  });
});

describe('a server without TLS', () => {
  it('is refused, with the cure, unless it may be spoken to in clear', async () => {
    const socket = { path: `${server.home}/.s.PGSQL.${server.port}` };
    const pooler = await openPooler(socket, { user: 'postgres', database: 'postgres' });
    refused(await tried(`${pooler.url}?sslmode=require`), /ne chiffre pas.+sslmode=disable/);
    expect(await tried(`${pooler.url}?sslmode=prefer`)).toBe(false);
    await pooler.close();
  });
});
