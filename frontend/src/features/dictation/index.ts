export { DictationBar } from "./components/DictationBar";
export { DictationPage } from "./components/DictationPage";
