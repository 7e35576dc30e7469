import { fr } from './typography';

/** What a flow of a platform hangs on. `concentrator`: the reader's own, when it is reached through it. */
type Rooted = { rootPlatform: string; concentrator: string | null };
type NameOf = (platform: string) => string;

const ownConcentrator = (concentrator: string, nameOf: NameOf): string =>
  fr`votre concentrateur (${nameOf(concentrator)})`;

/** « Viamedis »; « votre concentrateur (Resopharma) » of the reader's own. */
export const rootName = ({ rootPlatform, concentrator }: Rooted, nameOf: NameOf): string =>
  rootPlatform === concentrator ? ownConcentrator(concentrator, nameOf) : nameOf(rootPlatform);

/** « Oxantis s’appuie sur Viamedis »; null when nothing is leaned on. */
export const leaningSentence = (
  { platform, rootPlatform, concentrator }: Rooted & { platform: string },
  nameOf: NameOf,
): string | null => {
  if (rootPlatform === platform) return null;
  if (rootPlatform === concentrator) return ownConcentrator(concentrator, nameOf);
  const leaning = concentrator === null ? nameOf(platform) : ownConcentrator(concentrator, nameOf);
  return fr`${leaning} s'appuie sur ${nameOf(rootPlatform)}`;
};
