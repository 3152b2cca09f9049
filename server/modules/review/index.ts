export * from "./contract";
export { approveApplication } from "./approve";
export { openApplication } from "./open";
export { countWaiting, reviewQueue } from "./read";
export { readReview } from "./read-detail";
export { refuseApplication } from "./refuse";
export { saveNotes } from "./save-notes";
