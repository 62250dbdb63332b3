export { SessionGate } from "./components/SessionGate";
export { useSessionActions } from "./hooks/useSessionQuery";
