import { Link } from '@remix-run/react';
import type { PlatformLine, PlatformRecord } from '#server/contract/platforms';
import { useDoubt } from '../ui/freshness';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { flowWords, healthWordOf } from '../words/flows';
import { platformWords } from '../words/platforms';
import { listed } from '../words/typography';
import { verdictWords } from '../words/verdicts';

type DependencyDrawingProps = { platform: PlatformRecord; lines: readonly PlatformLine[] };
type Leaf = PlatformRecord['dependsOn'][number] & { isDependent: boolean };

const ROW = 76;
const BOX = 58;
/** What is longer does not fit in a box: the flows are counted, the text below names them. */
const NOTE_LENGTH = 30;

/** An arrow goes from who leans to who carries. */
export const DependencyDrawing = ({ platform, lines }: DependencyDrawingProps) => {
  const leaves: Leaf[] = [
    ...platform.dependents.map((edge) => ({ ...edge, isDependent: true })),
    ...platform.dependsOn.map((edge) => ({ ...edge, isDependent: false })),
  ];
  const height = leaves.length * ROW;
  const hub = (height - BOX) / 2;
  return (
    <svg
      className="diagram"
      viewBox={`0 0 480 ${height}`}
      role="img"
      aria-label={labelOf(platform.name, leaves)}
    >
      <Box
        x={1}
        y={hub}
        width={170}
        name={platform.name}
        note={null}
        line={lines.find(({ id }) => id === platform.id)}
      />
      {leaves.map((leaf, index) => {
        const y = index * ROW + (ROW - BOX) / 2;
        return (
          <g key={`${leaf.platform} ${leaf.isDependent}`}>
            <Arrow from={hub + BOX / 2} to={y + BOX / 2} toHub={leaf.isDependent} />
            <Box
              x={243}
              y={y}
              width={236}
              name={leaf.name}
              note={noteOf(leaf)}
              line={lines.find(({ id }) => id === leaf.platform)}
            />
          </g>
        );
      })}
    </svg>
  );
};

const labelOf = (name: string, leaves: readonly Leaf[]): string =>
  platformWords.drawing(
    leaves.map((leaf) =>
      leaf.isDependent ? platformWords.leansOn(leaf.name, name) : platformWords.leansOn(name, leaf.name),
    ),
  );

const noteOf = ({ flows }: Leaf): string => {
  const names = flows.map((flow) => flowWords[flow].inList).join(', ');
  return names.length > NOTE_LENGTH ? platformWords.flows(flows.length) : names;
};

const Arrow = ({ from, to, toHub }: { from: number; to: number; toHub: boolean }) => (
  <g
    fill="none"
    stroke="var(--color-ink-soft)"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={`M174 ${from}L240 ${to}`} />
    <path d={toHub ? `M181 ${from - 5}l-7 5 7 5` : `M233 ${to - 5}l7 5-7 5`} />
  </g>
);

type BoxProps = {
  x: number;
  y: number;
  width: number;
  name: string;
  note: string | null;
  line: PlatformLine | undefined;
};

const Box = ({ x, y, width, name, note, line }: BoxProps) => {
  const known = healthWordOf(line?.health ?? 'operational', line?.basis ?? 'presumed');
  const { sign, className } = useDoubt() ? verdictWords.unknown : known;
  return (
    <g className={className === 'quiet' ? 'is-none' : className} fill="var(--color-ink)">
      <rect
        x={x}
        y={y}
        width={width}
        height={BOX}
        rx="6"
        fill="var(--v-tint)"
        stroke="var(--v-fill)"
        strokeWidth="1.5"
      />
      <g color="var(--v-fill)">
        <use href={`#${sign}`} x={x + 12} y={y + 18} width="22" height="22" />
      </g>
      <text x={x + 44} y={y + (note ? 26 : 35)} fontSize={name.length > 20 ? 13 : 18} fontWeight="650">
        {name}
      </text>
      {note && (
        <text x={x + 44} y={y + 46} fontSize="13">
          {note}
        </text>
      )}
    </g>
  );
};

type DependenciesProps = { platform: PlatformRecord; lines: readonly PlatformLine[]; paths: Paths };
type Edge = PlatformRecord['dependsOn'][number];

/** Who rests on whom: drawn, then said. */
export const Dependencies = ({ platform, lines, paths }: DependenciesProps) => {
  const { name, dependsOn, dependents } = platform;
  return (
    <Section id="dependances" title={platformWords.dependencies}>
      {dependsOn.length + dependents.length === 0 ? (
        <p className="empty">{platformWords.noDependency(name)}</p>
      ) : (
        <>
          <DependencyDrawing platform={platform} lines={lines} />
          <ul className="small edges">
            {dependents.map((edge) => (
              <li key={edge.platform}>
                <EdgeLink edge={edge} paths={paths} /> {platformWords.leansForFlows(name, flowsOf(edge))}
              </li>
            ))}
            {dependsOn.map((edge) => (
              <li key={edge.platform}>
                {platformWords.leansOnNext(name)} <EdgeLink edge={edge} paths={paths} />
                {platformWords.forFlows(flowsOf(edge))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
};

const EdgeLink = ({ edge, paths }: { edge: Edge; paths: Paths }) => (
  <Link to={paths.platform(edge.platform)} discover="none">
    {edge.name}
  </Link>
);

const flowsOf = ({ flows }: Edge): string => listed(flows.map((flow) => flowWords[flow].the));
