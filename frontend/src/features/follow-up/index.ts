export { AnsweredFollowUps } from "./components/AnsweredFollowUps";
export { FollowUpsPage } from "./components/FollowUpsPage";
export { SiteFollowUps } from "./components/SiteFollowUps";
export { WaitingFollowUps } from "./components/WaitingFollowUps";
