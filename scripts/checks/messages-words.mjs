/** Latin words that may stand alone in a Chinese text: names and abbreviations written so in Chinese too. */
export const latinInChinese = new Set(
  "Countinghouse English API ID IP URL URI HTTP HTTPS SMTP SMS CSV XLSX PDF XML OFD JSON ZIP AK SK AK/SK HMAC SHA-256 UTC UUID KB MB GB kB TOTP OpenAPI PostgreSQL SaaS License Webhook webhook-id Ctrl Esc Enter Tab CNY USD VAT V2 GET POST OK".split(" "),
);

/** Chinese terms that an English text quotes. Longer ones first. */
export const hanInEnglish = ["简体中文", "中文", "账房", "折"];

/** Keys whose words are in the other language on purpose: the switch names the language it leads to. */
export const inTheOtherLanguage = new Set(["ui.shell.otherLanguage"]);
