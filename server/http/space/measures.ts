import type { listProbes } from '#db/newest-results';
import { OURS } from '#db/probes';
import { ascending } from '#server/domain/facts/intervals';
import { readSeries } from '#server/domain/judgement/damping';
import type { ReadContext } from '../kit/request-scope';
import { isEnabled, publicName } from '../probes/probe-json';

/** Of measures, to those who do not keep them. */
export const UNTOLD = { silent: [], stopped: 0 };

/** What runs and says nothing any more, the longest silence first; what could run, where nothing of ours does. */
export const measuresFor = (
  listed: Awaited<ReturnType<typeof listProbes>>,
  { read: { evidence, at, knownAt } }: ReadContext,
) => {
  const running = listed.filter((each) => isEnabled(each, at));
  const isOurs = ({ kind }: { kind: string }) => (OURS as readonly string[]).includes(kind);
  const silent = running
    .flatMap((source) => {
      const series = evidence.series.find(({ probe }) => probe === source.id);
      const reading = series && readSeries(series, at, knownAt, []);
      if (!reading?.isStale) return [];
      const { id, platform, flow, kind } = source;
      const { last, isRelied } = reading;
      return [{ id, name: publicName(source), platform, flow, kind, last, isRelied }];
    })
    .sort((a, b) => ascending(a.last, b.last));
  return { silent, stopped: running.some(isOurs) ? 0 : listed.filter(isOurs).length };
};
