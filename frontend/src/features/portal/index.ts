export { PortalPage } from "./components/PortalPage";
export { SiteStudyPage } from "./components/SiteStudyPage";
