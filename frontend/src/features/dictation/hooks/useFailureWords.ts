import { useTranslation } from "react-i18next";
import { ApiProblem, NoAnswer } from "@/api/problem";
import { useFailureText } from "@/ui/feedback";
import { canRecord } from "../audio/microphone";

/** Why dictation does not work, and what to do; never a reason to stop typing. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useTranslation("dictation");
  const failureText = useFailureText();
  return (error) => {
    if (error instanceof ApiProblem || error instanceof NoAnswer) return failureText(error);
    if (!canRecord()) return t("microphone.insecure");
    if (error instanceof DOMException) {
      return t(error.name === "NotAllowedError" ? "microphone.denied" : "microphone.missing");
    }
    return t("microphone.browser", { reason: error instanceof Error ? error.message : "?" });
  };
}
