type StarProps = { name: string; isStarred: boolean; onToggle: () => void };

/** Puts a mutuelle among one's own, or takes it out; stays on the device. */
export const Star = ({ name, isStarred, onToggle }: StarProps) => (
  <button
    className="star needs-script"
    type="button"
    aria-pressed={isStarred}
    aria-label={`Mes mutuelles\u202f: ${name}`}
    onClick={onToggle}
  >
    <svg aria-hidden="true">
      <use href="#i-star" />
    </svg>
  </button>
);
