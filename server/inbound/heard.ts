import { createHash } from 'node:crypto';
import { readInstant } from '#server/contract/instants';
import type { Heard } from '#server/domain/inbound/alerts';

/** The tools whose words are read, by the shape of what they send. */
export type Tool = 'alertmanager' | 'statuspage' | 'uptime-kuma' | 'gatus';

/** What was sent, in a shape that is known. No alert: a trial, or a word that is about none. */
export type Read = { tool: Tool; alerts: Heard[] };

export const keyOf = (...names: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(names)).digest('base64url');

const MOST = { title: 200, text: 1_900, label: 300, labels: 60 };

/** No longer than a title, a text, or what one reads in a list. */
export const titleOf = (text: string): string => cut(text.trim(), MOST.title) || 'Alerte sans nom';
export const textOf = (text: string | null | undefined): string | null =>
  cut((text ?? '').trim(), MOST.text) || null;
export const labelsOf = (labels: readonly string[]): string[] =>
  [...new Set(labels.map((label) => cut(label.trim(), MOST.label)).filter((label) => label !== ''))].slice(
    0,
    MOST.labels,
  );

const cut = (text: string, most: number): string => {
  const signs = [...text];
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`;
};

/** Null: none is given, it cannot be read, or it is the zero of Go. */
export const instantIn = (text: string | null | undefined): Date | null => {
  const read = readInstant(text ?? '');
  return read && read.getUTCFullYear() > 1970 ? read : null;
};
