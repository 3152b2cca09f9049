export * from "./contract";
export { receiveUpload } from "./receive-upload";
export { inspectNow } from "./inspect";
export { type CleanFile, loadCleanFile, openFile, type OpenedFile, textOfFile } from "./open";
export { readFileDetail } from "./read";
export { inspectFile } from "./jobs";
export { discardFile } from "./discard";
export { dispositionOf } from "./rules";
