import { useTranslations } from "next-intl";

type Values = Record<string, string | number>;

/** Turns the key of a message into its sentence; what is no key is a sentence already. */
export type Say = (message: string, values?: Values) => string;

/** The translator of field and form errors: keys from any namespace that the client holds. */
export function useSay(): Say {
  const t = useTranslations();
  return (message, values) => {
    const known = /^[a-zA-Z]\w*(\.\w+)+$/u.test(message) && t.has(message as Parameters<typeof t.has>[0]);
    return known ? t(message as Parameters<typeof t.has>[0], values) : message;
  };
}
