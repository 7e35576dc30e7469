import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { CardDrawing } from './card-drawing';
import type { Paths } from './paths';
import type { NameOf } from './told';

type CardAsideProps = {
  candidates: readonly { platform: string }[];
  nameOf: NameOf;
  paths: Paths;
  children?: ReactNode;
};

/** Beside the answer: the card it holds for, and the platform's own page. */
export const CardAside = ({ candidates, nameOf, paths, children }: CardAsideProps) => {
  const [only, ...others] = candidates;
  const operator = only && others.length === 0 ? nameOf(only.platform) : null;
  return (
    <>
      {children}
      <h2>{operator ? `Vaut pour une carte ${operator}` : 'Où regarder sur la carte'}</h2>
      <CardDrawing operator={operator ?? 'logo ici'} />
      {candidates.map(({ platform }) => (
        <p className="small" key={platform}>
          <Link to={paths.platform(platform)} discover="none">
            {nameOf(platform)} pour toutes les professions
          </Link>
        </p>
      ))}
    </>
  );
};
