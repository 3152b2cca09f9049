export * from "./contract";
export { listInbox, readInboxNews, countUnread } from "./read";
export { markAllRead, markRead } from "./mark-read";
export { actionDone } from "./clear-action";
export { deliverNotice, sendMail } from "./jobs";
