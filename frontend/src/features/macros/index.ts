export { MacrosPage } from "./components/MacrosPage";
