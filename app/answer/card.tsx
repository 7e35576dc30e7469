import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { NameOf } from '../ui/names';
import type { Paths } from '../ui/paths';
import { answerPageWords } from '../words/answer-page';

/** Where to look on a card: the operator's logo, the number of the mutuelle. `operator`: what is written there. */
export const CardDrawing = ({ operator }: { operator: string }) => (
  <svg className="card-draw" viewBox="0 0 300 180" role="img" aria-label={answerPageWords.drawing}>
    <rect
      x="1"
      y="1"
      width="298"
      height="178"
      rx="12"
      fill="var(--color-surface)"
      stroke="var(--color-line-strong)"
      strokeWidth="1.5"
    />
    <path d="M18 26h92" stroke="var(--color-line-strong)" strokeWidth="9" />
    <path d="M18 62h130M18 82h170M18 102h150M18 122h120" stroke="var(--color-line)" strokeWidth="6" />
    <rect
      x="196"
      y="14"
      width="90"
      height="24"
      rx="4"
      fill="none"
      stroke="var(--color-line-strong)"
      strokeDasharray="3 3"
    />
    <text x="241" y="31" textAnchor="middle" fontSize="13" fill="var(--color-ink-soft)">
      {answerPageWords.amcNumber}
    </text>
    <rect
      x="136"
      y="132"
      width="150"
      height="34"
      rx="4"
      fill="var(--color-accent-tint)"
      stroke="var(--color-accent)"
      strokeWidth="2.5"
    />
    <text
      x="211"
      y="154"
      textAnchor="middle"
      fontSize={operator.length > 14 ? 12 : 16}
      fontWeight="700"
      fill="var(--color-ink)"
    >
      {operator}
    </text>
  </svg>
);

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
      <h2>{operator ? answerPageWords.holdsFor(operator) : answerPageWords.whereToLook}</h2>
      <CardDrawing operator={operator ?? answerPageWords.logoHere} />
      {candidates.map(({ platform }) => (
        <p className="small" key={platform}>
          <Link to={paths.platform(platform)} discover="none">
            {nameOf(platform)}
            {answerPageWords.forAll}
          </Link>
        </p>
      ))}
    </>
  );
};
