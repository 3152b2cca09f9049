export { deliverNotice } from "./deliver";
export { sendMail } from "./send";
