export { applySupervisionEvent, isSupervisionEvent, type SupervisionEvent } from "./apply-event";
