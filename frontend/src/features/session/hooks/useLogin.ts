import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiProblem, hasCode } from "@/api/problem";
import { logIn } from "@/api/session";
import { useFailureText } from "@/ui/feedback";

/** Log-in, and the text to show when it is refused. */
export function useLogin() {
  const { t } = useTranslation("session");
  const failureText = useFailureText();
  const login = useMutation({ mutationFn: logIn });

  function refusal(): string | null {
    const { error } = login;
    if (error === null) return null;
    if (hasCode(error, "invalid_credentials")) return t("login.invalid");
    if (hasCode(error, "too_many_attempts")) {
      const seconds = Number(error.body.retry_after_seconds ?? 60);
      return t("login.throttled", { count: Math.max(1, Math.ceil(seconds / 60)) });
    }
    if (error instanceof ApiProblem && error.status === 401) return t("login.invalid");
    return failureText(error);
  }

  return { ...login, refusal: refusal() };
}
