import { Link } from '@remix-run/react';
import { followWord } from '../words/follow';
import type { Paths } from './paths';

type FollowLinkProps = { paths: Paths; what: Parameters<Paths['following']>[0] };

/** « Suivre »: to be told of what this page says. Not while it is replayed: one is told of now. */
export const FollowLink = ({ paths, what }: FollowLinkProps) =>
  paths.at === null && (
    <span data-needs-us>
      <Link className="button" to={paths.following(what)} discover="none">
        {followWord}
      </Link>
    </span>
  );
