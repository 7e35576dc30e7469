import { frenchNote, type Language, type NoteSentence, type Translated } from './patient-note';

/** A translation that nobody has read again yet; whoever does gives their name here, sentence by sentence. */
const unread = (said: string): Translated => ({ said, readBy: null });

type Note = Record<NoteSentence, Translated>;

const translations: Record<Exclude<Language, 'fr'>, Note> = {
  en: {
    title: unread('Why you are paying your top-up insurer’s share today'),
    closed: unread(
      'An incident prevents us today from sending your claim to your complementary health insurer (mutuelle). This says nothing about your cover.',
    ),
    disturbed: unread(
      'Exchanges with your complementary health insurer (mutuelle) are disrupted today. This says nothing about your cover.',
    ),
    unverified: unread(
      'We cannot check today whether your complementary health insurer (mutuelle) will pay us directly. This says nothing about your cover.',
    ),
    pay: unread(
      'So you pay the insurer’s share yourself; your insurer then reimburses you under the terms of your contract.',
    ),
    statutory: unread(
      'The share of the French national health insurance (Assurance maladie) is handled as usual.',
    ),
    keep: unread('Keep the receipted invoice that we give you.'),
    send: unread(
      'Send it without delay to your insurer through its website, its app or by post: your contract states the time limit.',
    ),
    caution: unread('To be reimbursed, never give anyone a password or the PIN of your bank card.'),
  },
  ar: {
    title: unread('لماذا تدفعون اليوم حصة التأمين الصحي التكميلي'),
    closed: unread(
      'يمنعنا خلل اليوم من إرسال طلبكم إلى تأمينكم الصحي التكميلي (mutuelle). ولا يعني ذلك شيئًا بشأن حقوقكم.',
    ),
    disturbed: unread(
      'التواصل مع تأمينكم الصحي التكميلي (mutuelle) مضطرب اليوم. ولا يعني ذلك شيئًا بشأن حقوقكم.',
    ),
    unverified: unread(
      'لا يمكننا اليوم التحقق مما إذا كان تأمينكم الصحي التكميلي (mutuelle) سيدفع لنا مباشرة. ولا يعني ذلك شيئًا بشأن حقوقكم.',
    ),
    pay: unread('لذلك تدفعون بأنفسكم حصة التأمين التكميلي، ثم يعوّضكم عنها وفقًا لعقدكم.'),
    statutory: unread('أما حصة التأمين الصحي الفرنسي (Assurance maladie) فتُعالَج كالمعتاد.'),
    keep: unread('احتفظوا بالفاتورة المدفوعة التي نسلّمها لكم.'),
    send: unread(
      'أرسلوها دون تأخير إلى تأمينكم التكميلي عبر موقعه أو تطبيقه أو بالبريد: المهلة مذكورة في عقدكم.',
    ),
    caution: unread('للحصول على التعويض، لا تعطوا أبدًا كلمة مرور ولا الرمز السري لبطاقتكم المصرفية.'),
  },
  es: {
    title: unread('Por qué paga usted hoy la parte de su seguro complementario'),
    closed: unread(
      'Una incidencia nos impide hoy enviar su solicitud a su seguro de salud complementario (mutuelle). Esto no dice nada sobre sus derechos.',
    ),
    disturbed: unread(
      'Hoy los intercambios con su seguro de salud complementario (mutuelle) funcionan con dificultad. Esto no dice nada sobre sus derechos.',
    ),
    unverified: unread(
      'Hoy no podemos comprobar si su seguro de salud complementario (mutuelle) nos pagará directamente. Esto no dice nada sobre sus derechos.',
    ),
    pay: unread(
      'Por eso paga usted mismo la parte del seguro complementario; después este se la reembolsa según su contrato.',
    ),
    statutory: unread(
      'La parte del seguro de enfermedad francés (Assurance maladie) se tramita como siempre.',
    ),
    keep: unread('Conserve la factura pagada que le entregamos.'),
    send: unread(
      'Envíela sin demora a su seguro complementario, por su sitio web, su aplicación o por correo: su contrato indica el plazo.',
    ),
    caution: unread(
      'Para que le reembolsen, no dé nunca una contraseña ni el código de su tarjeta bancaria.',
    ),
  },
  pt: {
    title: unread('Porque paga hoje a parte do seu seguro complementar'),
    closed: unread(
      'Um incidente impede-nos hoje de enviar o seu pedido ao seu seguro de saúde complementar (mutuelle). Isto nada diz sobre os seus direitos.',
    ),
    disturbed: unread(
      'As trocas com o seu seguro de saúde complementar (mutuelle) estão hoje perturbadas. Isto nada diz sobre os seus direitos.',
    ),
    unverified: unread(
      'Hoje não podemos verificar se o seu seguro de saúde complementar (mutuelle) nos pagará diretamente. Isto nada diz sobre os seus direitos.',
    ),
    pay: unread(
      'Por isso, paga a parte do seguro complementar, que depois a reembolsa de acordo com o seu contrato.',
    ),
    statutory: unread('A parte do seguro de doença francês (Assurance maladie) é tratada como de costume.'),
    keep: unread('Guarde a fatura paga que lhe entregamos.'),
    send: unread(
      'Envie-a sem demora ao seu seguro complementar, pelo site, pela aplicação ou pelo correio: o seu contrato indica o prazo.',
    ),
    caution: unread('Para ser reembolsado, nunca dê uma palavra-passe nem o código do seu cartão bancário.'),
  },
  tr: {
    title: unread('Tamamlayıcı sigortanızın payını bugün neden siz ödüyorsunuz'),
    closed: unread(
      'Bugün bir sorun, talebinizi tamamlayıcı sağlık sigortanıza (mutuelle) göndermemizi engelliyor. Bu, haklarınız hakkında bir şey göstermez.',
    ),
    disturbed: unread(
      'Bugün tamamlayıcı sağlık sigortanızla (mutuelle) veri alışverişinde aksaklık var. Bu, haklarınız hakkında bir şey göstermez.',
    ),
    unverified: unread(
      'Tamamlayıcı sağlık sigortanızın (mutuelle) bize doğrudan ödeme yapıp yapmayacağını bugün doğrulayamıyoruz. Bu, haklarınız hakkında bir şey göstermez.',
    ),
    pay: unread(
      'Bu nedenle tamamlayıcı sigortanın payını kendiniz ödersiniz; sigortanız daha sonra sözleşmenize göre size geri öder.',
    ),
    statutory: unread('Fransız sağlık sigortasının (Assurance maladie) payı her zamanki gibi işlenir.'),
    keep: unread('Size verdiğimiz ödenmiş faturayı saklayın.'),
    send: unread(
      'Faturayı gecikmeden sigortanıza internet sitesi, uygulaması veya posta ile gönderin: süre sözleşmenizde yazılıdır.',
    ),
    caution: unread('Geri ödeme almak için asla bir şifre ya da banka kartınızın kodunu vermeyin.'),
  },
  uk: {
    title: unread('Чому сьогодні ви сплачуєте частку додаткового страхування'),
    closed: unread(
      'Через збій ми не можемо сьогодні надіслати ваш запит до вашого додаткового медичного страхування (mutuelle). Це нічого не говорить про ваші права.',
    ),
    disturbed: unread(
      'Сьогодні обмін даними з вашим додатковим медичним страхуванням (mutuelle) відбувається з перебоями. Це нічого не говорить про ваші права.',
    ),
    unverified: unread(
      'Сьогодні ми не можемо перевірити, чи ваше додаткове медичне страхування (mutuelle) заплатить нам безпосередньо. Це нічого не говорить про ваші права.',
    ),
    pay: unread(
      'Тому ви самі сплачуєте частку додаткового страхування, а потім воно відшкодовує її згідно з вашим договором.',
    ),
    statutory: unread(
      'Частка французького медичного страхування (Assurance maladie) оформлюється як зазвичай.',
    ),
    keep: unread('Збережіть оплачений рахунок, який ми вам видаємо.'),
    send: unread(
      'Надішліть його без зволікання до вашого додаткового страхування через сайт, застосунок або поштою: строк указано у вашому договорі.',
    ),
    caution: unread('Щоб отримати відшкодування, ніколи не повідомляйте пароль або код банківської картки.'),
  },
  zh: {
    title: unread('为什么您今天需要自付补充保险的部分'),
    closed: unread(
      '今天出现故障，我们无法将您的申请发送给您的补充医疗保险（mutuelle）。这并不说明您的保险权益情况。',
    ),
    disturbed: unread('今天与您的补充医疗保险（mutuelle）的数据往来不正常。这并不说明您的保险权益情况。'),
    unverified: unread(
      '今天我们无法核实您的补充医疗保险（mutuelle）是否会直接向我们付款。这并不说明您的保险权益情况。',
    ),
    pay: unread('因此，补充保险的部分由您先行支付，之后保险公司会按照您的合同予以报销。'),
    statutory: unread('法国医疗保险（Assurance maladie）承担的部分照常办理。'),
    keep: unread('请保留我们交给您的已付款发票。'),
    send: unread('请尽快通过保险公司的网站、应用程序或邮寄方式提交该发票：期限见您的合同。'),
    caution: unread('为获得报销，切勿把任何密码或银行卡密码告诉他人。'),
  },
};

/** A sentence of the note; a translation comes with who read it again, what was written with nothing. */
export const noteSentence = (
  language: Language,
  sentence: NoteSentence,
): { said: string; translation: Translated | null } =>
  language === 'fr'
    ? { said: frenchNote[sentence], translation: null }
    : { said: translations[language][sentence].said, translation: translations[language][sentence] };
