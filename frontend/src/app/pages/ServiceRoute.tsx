import { useNavigate, useSearch } from "@tanstack/react-router";
import { ServicePage } from "@/features/service";

/** Ties the shown part of the service levels to the address. */
export function ServiceRoute() {
  const { part } = useSearch({ from: "/frame/service" });
  const navigate = useNavigate();
  return (
    <ServicePage
      part={part}
      onPart={(next) => void navigate({ to: "/service", search: { part: next }, replace: true })}
    />
  );
}
