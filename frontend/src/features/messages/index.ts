export { StudyThread } from "./components/StudyThread";
