import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { REPORT_FORMATS, type ReportFormat } from "@/api/reports";

/** Saves a signed report in a format for other systems; `children` is the button that opens it. */
export function ReportFormatsMenu({
  urlOf,
  keyImages,
  children,
}: {
  urlOf: (format: ReportFormat) => string;
  /** How many key images the version has: without any there are no key objects to save. */
  keyImages: number;
  children: ReactNode;
}) {
  const { t } = useTranslation("common");
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("reportFormat.label")}</Menu.Label>
        {REPORT_FORMATS.filter((format) => format !== "key-objects" || keyImages > 0).map(
          (format) => (
            <Menu.Item key={format} component="a" href={urlOf(format)} download>
              {t(`reportFormat.${format}`)}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
