import { fr } from '../../../../words/fr/typography';
import { ShownOnce } from '../../shown-once';

export const HeartbeatMade = ({ address }: { address: string }) => (
  <ShownOnce title="Adresse du battement" label="Adresse" value={address}>
    <p className="small">{fr`Rangez-la maintenant : elle ne sera plus montrée. Qui la connaît peut dire que l'échange marche.`}</p>
    <p className="small">{fr`À appeler tant que l'échange marche, au rythme promis :`}</p>
    <pre className="example">{`curl -fsS ${address}`}</pre>
  </ShownOnce>
);
