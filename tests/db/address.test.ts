import { describe, expect, it } from 'vitest';
import { readAddress } from '#db/address';
import { sealsTo } from '#db/tls';

const hostsOf = (url: string) => readAddress(url)?.hosts.map(({ host, port }) => `${host} ${port}`);

describe('an address of PostgreSQL', () => {
  it.each([
    ['postgres://db.example/comptoir', ['db.example 5432']],
    ['postgresql://a:b@db.example:6432/comptoir', ['db.example 6432']],
    ['postgres://one.example,two.example:6433/comptoir', ['one.example 5432', 'two.example 6433']],
    ['postgres:///comptoir?host=one.example,two.example&port=6432', ['one.example 6432', 'two.example 6432']],
    ['postgres://[2001:db8::7]:6432/comptoir', ['2001:db8::7 6432']],
    ['postgres://localhost/comptoir?host=%2Frun%2Fpostgresql', ['/run/postgresql 5432']],
    ['postgres://%2Frun%2Fpostgresql:6432/comptoir', ['/run/postgresql 6432']],
    ['postgres://nobody@/comptoir', ['localhost 5432']],
  ])('%s leads to its hosts', (url, hosts) => {
    expect(hostsOf(url)).toEqual(hosts);
  });
  it('says who comes in, encoded or not', () => {
    expect(readAddress('postgres://du%40nord:a%3Ab%2F@db.example/une%20base')).toMatchObject({
      user: 'du@nord',
      password: 'a:b/',
      database: 'une base',
    });
    expect(readAddress('postgres://db.example?user=u&password=p&dbname=d')).toMatchObject({
      user: 'u',
      password: 'p',
      database: 'd',
    });
  });
  it.each([
    'http://db.example/comptoir',
    'db.example/comptoir',
    'postgres://db.example:0/comptoir',
    'postgres://db.example:65536/comptoir',
    'postgres://a:b:c/comptoir',
    'postgres://db.example/%zz',
    'postgres://db.example/comptoir?sslmode=strict',
    'postgres://db.example/comptoir?sslmode=require&sslrootcert=system',
    'postgres://db.example/comptoir?target_session_attrs=standby',
  ])('is not %s', (url) => {
    expect(readAddress(url)).toBeNull();
  });
  it('takes PGSSLMODE and PGSSLROOTCERT where it says nothing', () => {
    const defaults = { PGSSLMODE: 'require', PGSSLROOTCERT: '/ca.pem' } as const;
    expect(readAddress('postgres://db.example/c', defaults)?.ssl).toMatchObject({
      mode: 'require',
      rootCert: '/ca.pem',
    });
    expect(readAddress('postgres://db.example/c?sslmode=disable', defaults)?.ssl.mode).toBe('disable');
  });
});

describe('a connection', () => {
  const sealed = (url: string, host: string) => {
    const ssl = readAddress(url)?.ssl;
    return ssl && sealsTo(host, ssl);
  };
  const said = 'postgres://db.example/comptoir';
  const [CLEAR, UNVERIFIED, VERIFIED] = [false, { rejectUnauthorized: false }, {}];

  it('that leaves this machine is sealed and verified, name included, unless it is said otherwise', () => {
    for (const host of ['db.example', '10.0.0.4', '2001:db8::7', '127.example'])
      expect(sealed(said, host), host).toEqual([VERIFIED]);
  });
  it('that stays on it is in clear while the server lets it', () => {
    for (const host of ['localhost', '127.0.0.1', '::1'])
      expect(sealed(said, host), host).toEqual([CLEAR, UNVERIFIED]);
    expect(sealed(`${said}?sslmode=verify-full`, '/run/postgresql')).toEqual([CLEAR]);
  });
  it.each([
    ['disable', [CLEAR]],
    ['allow', [CLEAR, UNVERIFIED]],
    ['prefer', [UNVERIFIED, CLEAR]],
    ['require', [UNVERIFIED]],
    ['verify-full', [VERIFIED]],
    // node-postgres’ own.
    ['no-verify', [UNVERIFIED]],
  ])('is sealed as libpq does: %s', (mode, seals) => {
    expect(sealed(`${said}?sslmode=${mode}`, 'db.example')).toEqual(seals);
  });
  it('wants the authority that it is to believe, in a file that can be read', () => {
    expect(() => sealed(`${said}?sslmode=verify-ca`, 'db.example')).toThrow(/sslrootcert/);
    expect(() => sealed(`${said}?sslrootcert=/nowhere/ca.pem`, 'db.example')).toThrow(
      /sslrootcert : le fichier \/nowhere\/ca\.pem ne se lit pas/,
    );
    expect(sealed(`${said}?sslrootcert=system`, 'localhost')).toEqual([VERIFIED]);
  });
});
