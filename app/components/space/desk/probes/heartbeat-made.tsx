import { fr } from '../../../../words/fr/typography';
import { ShownOnce } from '../../shown-once';

export const HeartbeatMade = ({ address }: { address: string }) => {
  const [, door, token] = /^(.*)\/([^/]+)$/.exec(address) ?? [];
  return (
    <ShownOnce title="Adresse du battement" label="Adresse" value={address}>
      <p className="small">{fr`Rangez-la maintenant : elle ne sera plus montrée. Qui la connaît peut dire que l'échange marche.`}</p>
      <p className="small">{fr`À appeler tant que l'échange marche, au rythme promis ; de préférence le jeton en en-tête, hors des journaux de vos relais :`}</p>
      <pre className="example">{`curl -fsS -X POST -H 'Heartbeat-Token: ${token}' ${door}`}</pre>
      <p className="small">{fr`Une machine qui ne sait que lire une adresse peut lire celle-ci, telle quelle.`}</p>
    </ShownOnce>
  );
};
