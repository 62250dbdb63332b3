import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/feedback";

export interface StudyImagesProps {
  studyInstanceUid: string;
  patient: { name: string; patientId: string; birthDate: string | null; sex: string };
  priors: { studyInstanceUid: string; label: string; studyAt: string | null }[];
}

/** The place of the images beside the report. */
export function StudyImages({ studyInstanceUid }: StudyImagesProps) {
  const { t } = useTranslation("reading");
  return <EmptyState title={t("loading")} hint={studyInstanceUid} />;
}
