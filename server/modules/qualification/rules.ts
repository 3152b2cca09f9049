import { parseCertificate } from "@/lib/certificate";
import type { CertificateReading } from "./contract";

const keptText = 20_000;

/** A registration number as it is compared: half width, upper case, no spaces. */
export function tidyRegNo(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}

const suffix = /\s*(?:[(（]HCS\s*(?:版|Version)[)）]|SaaS\s*版|独立部署|配套服务)\s*$/i;

/** A product's name without the ending by which listings of one software are told apart. */
export function splitSuffix(name: string): { base: string; suffix: string | null } {
  const found = suffix.exec(name);
  if (!found || found.index === 0) return { base: name, suffix: null };
  return { base: name.slice(0, found.index), suffix: found[0].trim() };
}

/** Makes a reading of a document's text; no text means a scan, which a person must read. */
export function readText(text: string): CertificateReading {
  const kept = text.slice(0, keptText).replaceAll("\0", "");
  const parsed = parseCertificate(text);
  return parsed.ok ? { ok: true, certificate: parsed.certificate, text: kept } : { ok: false, reason: parsed.code, text: kept };
}

/** The number the certificate is known by: the one read, else the one claimed. */
export function knownNumber(reading: CertificateReading, claimed: string): string | null {
  const found = reading.ok ? reading.certificate.regNo : null;
  return found ?? (tidyRegNo(claimed) || null);
}
