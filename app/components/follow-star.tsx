import { fr } from '../words/fr/typography';

type FollowStarProps = { isStarred: boolean; onToggle: () => void };

/** Keeps a mutuelle first on this device's board; needs a script, and is not shown without one. */
export const FollowStar = ({ isStarred, onToggle }: FollowStarProps) => (
  <div className="actions needs-script">
    <button className="button" type="button" aria-pressed={isStarred} onClick={onToggle}>
      <svg className="sign" aria-hidden="true">
        <use href="#i-star" />
      </svg>
      {isStarred ? fr`Dans « Mes mutuelles »` : fr`Ajouter à « Mes mutuelles »`}
    </button>
  </div>
);
