import type { DeclaredHealth, Flow, Profession } from '../facts/vocabulary';
import type { Alert } from './alerts';

/** All of these labels together stand for these flows. `health` null: as the tool has it; `professions` null: all. */
export type Link = {
  labels: readonly string[];
  platform: string;
  flows: readonly Flow[];
  professions: readonly Profession[] | null;
  health: DeclaredHealth | null;
};

/** What an alert says of flows, by the links of its connector; none: nothing is linked to it yet. */
type Place = Omit<Link, 'labels' | 'health'> & { health: DeclaredHealth };

export const placesOf = (links: readonly Link[], { labels, health }: Pick<Alert, 'labels' | 'health'>) =>
  links
    .filter((link) => link.labels.every((label) => labels.includes(label)))
    .map(
      ({ platform, flows, professions, health: own }): Place => ({
        platform,
        flows,
        professions,
        health: own ?? health,
      }),
    );
