import { fieldWords } from '../../words/space-form';
import { typeset } from '../../words/typography';
import type { Named } from '../updates/scope';
import { SelectField } from './fields';

type PlatformFieldProps = {
  platforms: readonly Named[];
  /** What is said instead of asking, of whoever writes for one alone; absent: nothing. */
  only?: (name: string) => string;
};

/** Of which platform one speaks. */
export const PlatformField = ({ platforms, only }: PlatformFieldProps) => {
  const [first, ...others] = platforms;
  if (first && others.length === 0)
    return (
      <>
        <input type="hidden" name="plateforme" value={first.id} />
        {only && <p>{only(first.name)}</p>}
      </>
    );
  return (
    <div className="fields">
      <SelectField
        label={fieldWords.platform}
        name="plateforme"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        of="platform"
      />
    </div>
  );
};
