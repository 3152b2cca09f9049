export { callInterface } from "./deliver";
export { callInterfaceJob, sweepInterfaceCalls } from "./jobs";
export { countMessages, interfaceSettings, listMessages, messageDetail, messagesOfOrder } from "./read";
export { issueApiKey, registerInterface } from "./register-interface";
export { restartMessage } from "./resend";
export { startProvisioning } from "./start";
export { interfaceInput, messageInput, messageListInput } from "./contract";
export type { ApiKeySummary, FailureCode, InterfaceInput, InterfaceSummary, MessageDetail, MessageListInput, MessageSummary } from "./contract";
