import { useNavigate, useSearch } from "@tanstack/react-router";
import { TemplatesPage } from "@/features/templates";

/** Ties the shown template to the address. */
export function TemplatesRoute() {
  const { template } = useSearch({ from: "/frame/settings/templates" });
  const navigate = useNavigate();
  return (
    <TemplatesPage
      shown={template ?? null}
      onShow={(id) =>
        void navigate({
          to: "/settings/templates",
          search: id === null ? {} : { template: id },
          replace: true,
        })
      }
    />
  );
}
