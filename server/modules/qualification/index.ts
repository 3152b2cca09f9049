export * from "./contract";
export { claimCertificate } from "./claim";
export { decideCertificate, resumeCertificate } from "./decide";
export { readCertificateJob } from "./jobs";
export { certificateDetail, certificateState, reusesOf } from "./read";
export { readCertificate } from "./read-paper";
