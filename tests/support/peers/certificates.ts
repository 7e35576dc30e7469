import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { DAY, shift } from '#server/domain/facts/intervals';

/** Certificates of a loopback platform, made for one test run and trusted by nobody else. */

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export type Certificate = { key: string; cert: string };
type Issuer = { subject: string; key: webcrypto.CryptoKey };

/** An authority that a test may trust, and what it signs: `daysLeft` below 0 has expired. */
export const createAuthority = async (now: Date) => {
  const ofAuthority = await newKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Autorité d’essai',
    notBefore: shift(now, -400 * DAY),
    notAfter: shift(now, 400 * DAY),
    keys: ofAuthority,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  let count = 1;
  const rootIssuer: Issuer = { subject: root.subject, key: ofAuthority.privateKey };
  /** An authority that the root signed, to sign in its turn. */
  const intermediate = async (name: string, daysLeft: number): Promise<Issuer & { cert: string }> => {
    const keys = await newKeys();
    count += 1;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: count.toString(16).padStart(2, '0'),
      subject: `CN=${name}`,
      issuer: root.subject,
      notBefore: shift(now, -300 * DAY),
      notAfter: shift(now, daysLeft * DAY),
      publicKey: keys.publicKey,
      signingKey: ofAuthority.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    });
    return { subject: certificate.subject, key: keys.privateKey, cert: certificate.toString('pem') };
  };
  /** What is `presented` beside it follows it, as servers send their chain. */
  const issue = async (
    host: string,
    daysLeft: number,
    { by = rootIssuer, presented = [] }: { by?: Issuer; presented?: readonly string[] } = {},
  ): Promise<Certificate> => {
    const keys = await newKeys();
    count += 1;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: count.toString(16).padStart(2, '0'),
      subject: `CN=${host}`,
      issuer: by.subject,
      notBefore: shift(now, -300 * DAY),
      notAfter: shift(now, daysLeft * DAY),
      publicKey: keys.publicKey,
      signingKey: by.key,
      signingAlgorithm: ALGORITHM,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
    });
    const chain = [certificate.toString('pem'), ...presented].join('\n');
    return { key: await pemOf(keys.privateKey), cert: chain };
  };
  return { root: root.toString('pem'), issue, intermediate };
};
export type Authority = Awaited<ReturnType<typeof createAuthority>>;

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const pemOf = async (key: webcrypto.CryptoKey): Promise<string> => {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
};
