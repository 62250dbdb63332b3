export { DutyControls } from "./components/DutyControls";
export { PagesBell } from "./components/PagesBell";
