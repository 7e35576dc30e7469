import { z } from 'zod';
import { addIssue } from './dataset-fields';
import { list } from './ids';
import { verbatim } from './texts';

/** What our own probes do, in order; the first that fails ends the journey. */

const host = verbatim.min(1).max(253);
const port = z.number().int().min(1).max(65_535);
const sought = verbatim.min(1).max(500);
const url = verbatim.max(2000).superRefine((text, context) => {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return;
  addIssue(context, 'adresse illisible', 'Donnez une adresse entière, par exemple https://portail.example/.');
});

/** A page asked for. `text`: found in the first 64 kB of its body; cookies are kept from one step to the next. */
const httpStep = z.strictObject({
  kind: z.literal('http'),
  url,
  status: z.array(z.number().int().min(100).max(599)).min(1).max(20).default([200]),
  text: sought.nullable().default(null),
  header: z
    .strictObject({
      name: z.string().regex(/^[A-Za-z0-9-]{1,80}$/, 'nom d’en-tête illisible'),
      match: z.enum(['equals', 'contains']).default('contains'),
      value: sought,
    })
    .nullable()
    .default(null),
  atMostMs: z.number().int().min(1).max(60_000).nullable().default(null),
});

const tcpStep = z.strictObject({ kind: z.literal('tcp'), host, port });

/** A certificate that a browser would take, for `daysLeft` days at least. */
const tlsStep = z.strictObject({
  kind: z.literal('tls'),
  host,
  port: port.default(443),
  daysLeft: z.number().int().min(0).max(400).default(14),
});

export const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT'] as const;
/** `expected`: one of the values found; null: any. */
const dnsStep = z.strictObject({
  kind: z.literal('dns'),
  name: host,
  type: z.enum(RECORD_TYPES).default('A'),
  expected: sought.nullable().default(null),
});

export const probeStep = z.discriminatedUnion('kind', [httpStep, tcpStep, tlsStep, dnsStep]);
export const probeSteps = list(probeStep);
export type ProbeStep = z.output<typeof probeStep>;
export type StepOf<K extends ProbeStep['kind']> = Extract<ProbeStep, { kind: K }>;

/** The hosts that steps ask, as written. */
export const hostsOf = (steps: readonly ProbeStep[]): string[] => [...new Set(steps.map(hostOf))];

const hostOf = (step: ProbeStep): string => {
  switch (step.kind) {
    case 'http':
      return new URL(step.url).hostname;
    case 'tcp':
    case 'tls':
      return step.host.toLowerCase();
    case 'dns':
      return step.name.toLowerCase();
  }
};
