import { Fragment } from "react";
import { useTranslation } from "react-i18next";

/** `CT/SR`: DICOM's codes, each saying its name under the pointer and to a screen reader. */
export function Modalities({ codes, className }: { codes: readonly string[]; className?: string }) {
  const { t } = useTranslation("engine");
  const names: Readonly<Record<string, string>> = t("modality", { returnObjects: true });
  return (
    <span {...(className ? { className } : {})}>
      {codes.map((code, place) => (
        <Fragment key={code}>
          {place > 0 ? "/" : ""}
          <span {...(names[code] ? { title: names[code] } : {})}>{code}</span>
        </Fragment>
      ))}
    </span>
  );
}
