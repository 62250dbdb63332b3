export { FairnessPage } from "./components/FairnessPage";
