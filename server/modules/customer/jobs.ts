export { sweepRegistrations } from "./sweep-registrations";
