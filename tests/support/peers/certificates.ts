import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { DAY, shift } from '#server/domain/facts/intervals';

/** Certificates of a loopback platform, made for one test run and trusted by nobody else. */

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export type Certificate = { key: string; cert: string };

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
  const issue = async (host: string, daysLeft: number): Promise<Certificate> => {
    const keys = await newKeys();
    count += 1;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: count.toString(16).padStart(2, '0'),
      subject: `CN=${host}`,
      issuer: root.subject,
      notBefore: shift(now, -300 * DAY),
      notAfter: shift(now, daysLeft * DAY),
      publicKey: keys.publicKey,
      signingKey: ofAuthority.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
    });
    return { key: await pemOf(keys.privateKey), cert: certificate.toString('pem') };
  };
  return { root: root.toString('pem'), issue };
};
export type Authority = Awaited<ReturnType<typeof createAuthority>>;

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const pemOf = async (key: webcrypto.CryptoKey): Promise<string> => {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
};
