import { dateOf } from '#server/contract/calendar';
import type { PlatformRecord } from '#server/contract/platforms';
import { DatedPart } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import { PaymentStrip } from '../ui/payment-strip';
import { contradictions, paymentDaysSentence, paymentDaysWords, speakerOf } from '../words/payment-days';
import { capital, fr } from '../words/typography';

type Shared = PlatformRecord['payments'][number];
type PaymentDaysProps = { platform: PlatformRecord; nameOf: NameOf };

/** Which days are paid, missing or promised, by whom it is said for; told alike, told once. */
export const PaymentDays = ({ platform, nameOf }: PaymentDaysProps) => {
  const { payments, at } = platform;
  if (payments.length === 0) return null;
  const today = dateOf(at);
  const speaker = speakerOf(platform.paymentSpeakers);
  const served = platform.matrix.filter((column) => column.served).length;
  const widestLast = [...payments].sort((a, b) => a.professions.length - b.professions.length);
  const whom = (professions: Shared['professions']): string => {
    if (professions.length >= served) return paymentDaysWords.forAll;
    return professions.length > served / 2
      ? paymentDaysWords.forOthers
      : paymentDaysWords.forSome(professions);
  };
  const scopeOf = (professions: Shared['professions'], mutuelles: Shared['mutuelles']): string =>
    whom(professions) +
    (mutuelles.length > 0 ? paymentDaysWords.ofMutuelles(mutuelles.map(({ name }) => name)) : '');
  return (
    <Section id="paiements" title={paymentDaysWords.title}>
      <p className="hint">{paymentDaysWords.hint}</p>
      {widestLast.map(({ professions, mutuelles, payments: told }) => (
        <div className="pay-scope" key={[...professions, ...mutuelles.map(({ id }) => id)].join(' ')}>
          <h3>{scopeOf(professions, mutuelles)}</h3>
          {told.map((each) => (
            <DatedPart key={each.platform}>
              <p>
                <Dated
                  text={fr`${capital(paymentDaysSentence(each, nameOf(each.platform), speaker, today))}.`}
                />
              </p>
              {contradictions(each, speaker, today).map((said) => (
                <p key={said} className="small">
                  <Dated text={fr`${said}.`} />
                </p>
              ))}
              <PaymentStrip
                payments={each}
                at={at}
                name={nameOf(each.platform)}
                scope={scopeOf(professions, mutuelles)}
                speaker={speaker}
              />
            </DatedPart>
          ))}
        </div>
      ))}
    </Section>
  );
};
