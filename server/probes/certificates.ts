import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/** Longer, it is no chain that anybody takes. */
const MAX_CHAIN = 10;

/** `takenAt`: when the whole was found good; null: it was not. `trusted`: authorities (PEM); null: the system's. */
type Taken = { trusted: string | null; takenAt: Date | null };
type Expiry = { expires: Date; isLeaf: boolean };

/**
 * The first to expire among a certificate and those it rests on, up to the authority that is trusted: a chain is worth
 * what its shortest link is. What a server presents besides counts for nothing, as it does for browsers.
 */
export const firstToExpire = (leaf: X509Certificate, { trusted, takenAt }: Taken): Expiry =>
  pathOf(leaf, trusted)
    .map((each) => ({ expires: new Date(each.validTo), isLeaf: each === leaf }))
    // A chain that was taken goes round what had expired of it.
    .filter(({ expires, isLeaf }) => isLeaf || takenAt === null || expires > takenAt)
    .reduce((first, each) => (each.expires < first.expires ? each : first));

const pathOf = (leaf: X509Certificate, trusted: string | null): X509Certificate[] => {
  const path = [leaf];
  for (let last = leaf; path.length < MAX_CHAIN; ) {
    const root = rootOf(last, trusted);
    const next = root ?? last.issuerCertificate;
    if (!next || path.some(({ fingerprint256 }) => fingerprint256 === next.fingerprint256)) break;
    path.push(next);
    if (root) break;
    last = next;
  }
  return path;
};

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The trusted authority that signed a certificate; undefined: none did. Authorities come before what is presented. */
const rootOf = (certificate: X509Certificate, trusted: string | null): X509Certificate | undefined =>
  (trusted === null ? rootCertificates : (trusted.match(PEM) ?? []))
    .map((pem) => new X509Certificate(pem))
    .find((root) => certificate.checkIssued(root) && certificate.verify(root.publicKey));
