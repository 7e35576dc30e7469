import { useEffect, useRef } from 'react';

/** What has just been done; it takes the focus, as what is refused does. */
export const DoneNote = ({ said }: { said: string | null }) => {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said) note.current?.focus();
  }, [said]);
  return said === null ? null : (
    <p className="done" role="status" tabIndex={-1} ref={note}>
      {said}
    </p>
  );
};
