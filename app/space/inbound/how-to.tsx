import { Section } from '../../ui/page-body';
import { connectorsWords, toolName } from '../../words/space-connectors';

const ALERTMANAGER = (address: string) => `receivers:
  - name: comptoir
    webhook_configs:
      - url: ${address}
        send_resolved: true
        max_alerts: 50`;

const GATUS = (address: string) => `alerting:
  custom:
    url: ${address}
    method: POST
    headers:
      Content-Type: application/json
    body: |
      {"gatus": {"name": "[ENDPOINT_NAME]", "group": "[ENDPOINT_GROUP]",
       "state": "[ALERT_TRIGGERED_OR_RESOLVED]", "description": "[ALERT_DESCRIPTION]"}}
    default-alert:
      send-on-resolved: true`;

type HowToProps = { address: string; isReal: boolean };

/** What to write in each tool, with the true address while it is shown. */
export const HowTo = ({ address, isReal }: HowToProps) => (
  <Section id="outils" title={connectorsWords.howTitle}>
    {!isReal && <p className="hint">{connectorsWords.howLead}</p>}
    <h3>{toolName('alertmanager')}</h3>
    <p>{connectorsWords.alertmanagerHow}</p>
    <pre className="example">{ALERTMANAGER(address)}</pre>
    <h3>{toolName('uptime-kuma')}</h3>
    <p>{connectorsWords.kumaHow}</p>
    <pre className="example">{address}</pre>
    <h3>{toolName('gatus')}</h3>
    <p>{connectorsWords.gatusHow}</p>
    <pre className="example">{GATUS(address)}</pre>
    <h3>{toolName('statuspage')}</h3>
    <p>{connectorsWords.statuspageHow}</p>
    <pre className="example">{address}</pre>
  </Section>
);
