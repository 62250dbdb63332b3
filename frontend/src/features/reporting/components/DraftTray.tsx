import { useTranslation } from "react-i18next";
import type { KeyImage, Section, Study } from "@/api/types";
import type { Checks } from "../hooks/useChecks";
import type { KeyImages } from "../hooks/useKeyImages";
import type { Recommendations } from "../hooks/useRecommendations";
import { useRecommendationText } from "../hooks/useRecommendationText";
import { useTray } from "../hooks/useTray";
import { thumbnailUrl } from "../model/keyImages";
import { CheckList } from "./CheckList";
import { KeyImageStrip } from "./KeyImageStrip";
import { RecommendationPanel } from "./RecommendationPanel";
import { ReportTray } from "./ReportTray";

const THUMBNAIL_SIDE = 192;

/** The draft's key images, checks and follow-ups. */
export function DraftTray({
  study,
  writable,
  sections,
  keyImages,
  checks,
  recommendations,
  onShowFrame,
}: {
  study: Study;
  writable: boolean;
  sections: readonly Section[];
  keyImages: KeyImages;
  checks: Checks;
  recommendations: Recommendations;
  onShowFrame: (image: KeyImage) => void;
}) {
  const { t } = useTranslation("reporting");
  const line = useRecommendationText();
  const tray = useTray(keyImages.images.length);
  const open = checks.results.filter((one) => checks.reasonOf(one).trim() === "");
  const { recorded, proposals } = recommendations;
  const parted = recorded.filter(
    ({ key }) => (recommendations.standingOf(key)?.standing ?? "said") !== "said",
  );
  const [first] = parted;
  const [proposed] = writable ? proposals : [];

  return (
    <ReportTray
      tray={tray}
      entries={[
        {
          part: "checks",
          shape: open.length > 0 ? "⚠" : checks.failed ? "?" : "✓",
          name: t("checks.name"),
          count: checks.results.length,
          hint: "Alt C",
          waits: open.length > 0,
          note: open[0]?.message ?? "",
          content: <CheckList checks={checks} sections={sections} empty={t("checks.passed")} />,
        },
        {
          part: "keyImages",
          shape: "★",
          name: t("keyImages.title"),
          count: keyImages.images.length,
          hint: "Alt K",
          waits: false,
          note: "",
          content: (
            <KeyImageStrip
              bare
              keyImages={keyImages}
              urlOf={(image) => thumbnailUrl(image, THUMBNAIL_SIDE)}
              onOpen={onShowFrame}
            />
          ),
        },
        {
          part: "followUp",
          shape: "↻",
          name: t("followUp.title"),
          count: recorded.length,
          hint: "Alt F",
          waits: first !== undefined || proposed !== undefined,
          note: first
            ? t(
                `followUp.note.${recommendations.standingOf(first.key)?.standing === "differs" ? "differs" : "unsaid"}`,
                { line: line(first) },
              )
            : proposed
              ? t("followUp.note.proposed", { line: line(proposed) })
              : "",
          content: (
            <RecommendationPanel
              recommendations={recommendations}
              study={study}
              writable={writable}
            />
          ),
        },
      ]}
    />
  );
}
