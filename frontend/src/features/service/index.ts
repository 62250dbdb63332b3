export { ServicePage, type ServicePart } from "./components/ServicePage";
