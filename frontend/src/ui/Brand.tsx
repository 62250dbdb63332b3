import { useTranslation } from "react-i18next";

/** The product's sign and name. */
export function Brand({ size = 22 }: { size?: number }) {
  const { t } = useTranslation();
  return (
    <>
      <img src="/favicon.svg" width={size} height={size} alt="" />
      <span>{t("productName")}</span>
    </>
  );
}
