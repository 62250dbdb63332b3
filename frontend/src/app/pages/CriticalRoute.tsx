import { useNavigate, useSearch } from "@tanstack/react-router";
import { CriticalPage } from "@/features/critical-results";

/** Ties the shown part of the critical results to the address. */
export function CriticalRoute() {
  const { part } = useSearch({ from: "/frame/critical" });
  const navigate = useNavigate();
  return (
    <CriticalPage
      part={part}
      onPart={(next) => void navigate({ to: "/critical", search: { part: next }, replace: true })}
    />
  );
}
