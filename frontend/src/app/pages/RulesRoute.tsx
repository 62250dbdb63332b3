import { useNavigate, useSearch } from "@tanstack/react-router";
import { RulesPage } from "@/features/rules";

/** Ties the shown part of the rules to the address. */
export function RulesRoute() {
  const { part } = useSearch({ from: "/frame/rules" });
  const navigate = useNavigate();
  return (
    <RulesPage
      part={part}
      onPart={(next) => void navigate({ to: "/rules", search: { part: next }, replace: true })}
    />
  );
}
