export { SiteTable } from "./components/SiteTable";
export { ToConfirm } from "./components/ToConfirm";
export { UnconfirmedTable } from "./components/UnconfirmedTable";
