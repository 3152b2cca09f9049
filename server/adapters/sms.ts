export type TextMessage = { readonly to: string; readonly text: string };
export type SmsPort = { readonly send: (message: TextMessage) => Promise<void> };

const kept = globalThis as typeof globalThis & { countinghouseSms?: SmsPort };

/** The SMS gateway of this process; null when none was handed in: then messages stay in the database. */
export function smsPort(): SmsPort | null {
  return kept.countinghouseSms ?? null;
}

/** Hands in a gateway. */
export function useSms(port: SmsPort): void {
  kept.countinghouseSms = port;
}
