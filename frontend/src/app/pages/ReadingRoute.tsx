import { useParams } from "@tanstack/react-router";
import { ReadingRoom } from "./ReadingRoom";

/** A new study is a new room: nothing of the one before may stay on screen. */
export function ReadingRoute() {
  const { taskId } = useParams({ from: "/frame/read/$taskId" });
  return <ReadingRoom key={taskId} taskId={taskId} />;
}
