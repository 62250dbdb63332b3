export { BillingPage, type BillingPart } from "./components/BillingPage";
export { StatementPage } from "./components/StatementPage";
