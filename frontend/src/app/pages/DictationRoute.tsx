import { useNavigate } from "@tanstack/react-router";
import { DictationPage } from "@/features/dictation";

export function DictationRoute() {
  const navigate = useNavigate();
  return (
    <DictationPage
      onOpenTask={(taskId) => void navigate({ to: "/read/$taskId", params: { taskId } })}
    />
  );
}
