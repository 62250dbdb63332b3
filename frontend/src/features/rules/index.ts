export { RulesPage, type RulesPart } from "./components/RulesPage";
