import { useQuery } from '@tanstack/react-query';
import type { Client } from '#server/client';
import type { Fault } from '#server/contract/problem';
import type { ReportLine } from '#server/contract/reports';
import { FLOWS, type Flow, type Profession, type ReportOutcome } from '#server/domain/facts/vocabulary';
import { askIfThere } from '../client/ask';
import { browserClient } from '../client/follow';
import type { Reading } from '../space/form/readings';
import { textIn } from '../space/form/typed';
import { mutuellesIn } from '../space/updates/named-mutuelles';
import { professionOfSlug } from '../words/professions';
import { reportPageWords } from '../words/report-page';
import { outcomeOfSlug } from '../words/reports';

/** A report is about a mutuelle or about an operator. */
export type Asked = { profession: Profession } & ({ mutuelle: string } | { platform: string });

/** What was said within the hour; a replay has none. Null: it cannot be read for now. */
export const askReports = async (
  client: Client,
  query: Asked,
  isReplay: boolean,
): Promise<readonly ReportLine[] | null> =>
  isReplay ? [] : ((await askIfThere(client.api.v1.reports.$get({ query })))?.flows ?? null);

const REFRESH_MS = 30_000;

/** The same, asked again while the page is open. */
export const useReports = (asked: Asked, first: readonly ReportLine[] | null, isReplay: boolean) =>
  useQuery({
    // What the page has just read is newer than what was asked before.
    queryKey: ['reports', ...Object.values(asked), JSON.stringify(first)],
    queryFn: () => askReports(browserClient, asked, isReplay),
    enabled: !isReplay,
    initialData: first,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
    retry: false,
    gcTime: 0,
  }).data;

/** What a form says from a counter. */
export type Said = {
  profession: Profession;
  platform: string | null;
  mutuelle: string | null;
  flow: Flow;
  outcome: ReportOutcome;
};

/** Reads a report as its form has it: slugs, a name or an id. */
export const reportIn = async (client: Client, form: FormData): Promise<Reading<Said>> => {
  const named = await mutuellesIn(client, form);
  const profession = professionOfSlug(textIn(form, 'profession') ?? '');
  const flow = FLOWS.find((each) => each === textIn(form, 'echange'));
  const outcome = outcomeOfSlug(textIn(form, 'issue'));
  if (named.ok && profession && flow && outcome) {
    const platform = textIn(form, 'operateur');
    return { ok: true, json: { profession, platform, mutuelle: named.json?.[0] ?? null, flow, outcome } };
  }
  const faults: Fault[] = [
    ...(named.ok ? [] : named.faults),
    ...(profession ? [] : [missing('profession', reportPageWords.noProfession)]),
    ...(flow ? [] : [missing('flow', reportPageWords.noFlow)]),
    ...(outcome ? [] : [missing('outcome', reportPageWords.noOutcome)]),
  ];
  return { ok: false, faults };
};

const missing = (field: string, detail: string): Fault => ({
  pointer: `/${field}`,
  detail,
  cure: reportPageWords.chooseInList,
});

/** The page after a report: the answer one came from, else the form. */
export const pageAfter = (form: FormData, { platform, mutuelle }: Said, done: string): string => {
  const slug = textIn(form, 'profession') ?? '';
  const query = new URLSearchParams({ signale: done });
  if (textIn(form, 'retour') === 'reponse') {
    if (mutuelle !== null) return `/${slug}/${mutuelle}?${query}`;
    if (platform !== null) return `/${slug}/operateur/${platform}?${query}`;
  }
  query.set('profession', slug);
  return `/signaler?${query}`;
};
