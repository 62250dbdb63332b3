export { BilledAsLine } from "./components/BilledAsLine";
export { BilledAsMark } from "./components/BilledAsMark";
export { BillingPage, type BillingPart } from "./components/BillingPage";
export { StatementPage } from "./components/StatementPage";
export { useBilledAs } from "./hooks/useBilledAs";
