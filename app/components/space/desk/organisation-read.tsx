import type { Scope } from './organisation-entries';

/** Carries what was read, so that a change made meanwhile can be told from one's own. */
export const OrganisationReadFields = ({ read }: { read: Scope }) => (
  <>
    <input type="hidden" name="lu-nom" value={read.name} />
    {(read.professions ?? []).map((profession) => (
      <input key={profession} type="hidden" name="lu-professions" value={profession} />
    ))}
    {read.platforms.map((platform) => (
      <input key={platform} type="hidden" name="lu-plateformes" value={platform} />
    ))}
    <input type="hidden" name="lu-mutuelles" value={read.mutuelles.join('\n')} />
  </>
);
