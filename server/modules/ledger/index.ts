export { type Account, type Entry, post, type Posting } from "./post";
export { type Balances, balances, ledgerSum } from "./read";
