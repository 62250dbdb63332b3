export { FairnessPage as FairnessRoute } from "@/features/fairness";
