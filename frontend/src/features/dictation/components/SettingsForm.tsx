import { Button, Checkbox, NativeSelect, NumberInput, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeDictationSettings, type DictationSettings, dictationKeys } from "@/api/dictations";
import { Banner, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { useDictationSettings } from "../hooks/useDictation";

const LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pt"] as const;

/** What the practice's readers may dictate with, and how long recordings are kept. */
export function SettingsForm() {
  const settings = useDictationSettings();
  return settings.data ? <Form settings={settings.data} /> : null;
}

function Form({ settings }: { settings: DictationSettings }) {
  const { t } = useTranslation("dictation");
  const failureText = useFailureText();
  const client = useQueryClient();
  const { engine, ...present } = settings;
  const [choices, setChoices] = useState(present);
  const save = useMutation({
    mutationFn: () => changeDictationSettings(choices),
    onSuccess: (saved) => client.setQueryData(dictationKeys.settings, saved),
  });
  const set = (change: Partial<typeof choices>) => {
    save.reset();
    setChoices({ ...choices, ...change });
  };
  const state = !engine.configured
    ? "engineNone"
    : engine.rest_seconds > 0
      ? "engineDown"
      : "engineUp";

  return (
    <section className={page.section}>
      <h2>{t("settings.title")}</h2>
      <p className={page.explanation}>{t("settings.explanation")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm" maw={640}>
          <dl className={page.facts}>
            <dt>{t("settings.engine")}</dt>
            <dd>{t(`settings.${state}`)}</dd>
          </dl>
          <NativeSelect
            label={t("settings.language")}
            description={t("settings.languageHint")}
            value={choices.language}
            data={LANGUAGES.map((one) => ({ value: one, label: t(`settings.languages.${one}`) }))}
            onChange={(event) => {
              const chosen = LANGUAGES.find((one) => one === event.currentTarget.value);
              if (chosen) set({ language: chosen });
            }}
          />
          <Checkbox
            label={t("settings.transcription")}
            checked={choices.transcription}
            onChange={(event) => set({ transcription: event.currentTarget.checked })}
          />
          <NumberInput
            label={t("settings.retention")}
            min={0}
            max={3650}
            allowDecimal={false}
            value={choices.retention_days}
            onChange={(days) => set({ retention_days: Number(days) || 0 })}
          />
          <Checkbox
            label={t("settings.browser")}
            description={t("settings.browserHint")}
            checked={choices.browser_speech}
            onChange={(event) => set({ browser_speech: event.currentTarget.checked })}
          />
          {save.error ? <Banner tone="danger">{failureText(save.error)}</Banner> : null}
          {save.isSuccess ? <Banner tone="note">{t("settings.saved")}</Banner> : null}
          <div>
            <Button type="submit" size="sm" loading={save.isPending}>
              {t("settings.save")}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  );
}
