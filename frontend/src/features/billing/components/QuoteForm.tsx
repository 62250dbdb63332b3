import { Button, Checkbox, Group, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type QuoteAnswer, type QuoteQuestion, quoteStudy } from "@/api/billing";
import { Banner, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { Tag } from "@/ui/Tag";
import { type AxisName, KINDS, PRIORITIES, useAxes } from "../hooks/useAxes";
import { useContracts } from "../hooks/useBilling";
import { Amount } from "./Amount";

const TODAY = () => new Date().toISOString().slice(0, 10);

/** “Price this study, and say why.” */
export function QuoteForm() {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const sites = useContracts().data ?? [];
  const [asked, setAsked] = useState<QuoteQuestion>(() => ({
    side: "charge",
    day: TODAY(),
    site: "",
    reader: null,
    description: "",
    body_part: "",
    modality: "CT",
    study_type: null,
    kind: "final",
    priority: "ROUTINE",
    time_band: "",
    rvu: "1",
    on_shift: false,
  }));
  const site = asked.site || sites[0]?.site || "";
  const axes = useAxes("payout");
  const ask = useMutation({ mutationFn: () => quoteStudy({ ...asked, site }) });
  const set = (change: Partial<QuoteQuestion>) => setAsked({ ...asked, ...change });
  const choices = (name: AxisName) => axes.find((axis) => axis.name === name)?.choices ?? [];
  const any = { value: "", label: t("quote.byRule") };

  return (
    <section className={page.section}>
      <h2>{t("quote.title")}</h2>
      <p className={page.explanation}>{t("quote.explanation")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Group align="end" gap="sm" mb="md">
          <NativeSelect
            label={t("rates.side")}
            value={asked.side}
            data={[
              { value: "charge", label: t("side.charge") },
              { value: "payout", label: t("side.payout") },
            ]}
            onChange={(event) =>
              set({ side: event.currentTarget.value === "payout" ? "payout" : "charge" })
            }
          />
          <TextInput
            type="date"
            label={t("quote.day")}
            value={asked.day}
            onChange={(event) => set({ day: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("axis.site")}
            value={site}
            data={choices("site")}
            onChange={(event) => set({ site: event.currentTarget.value })}
          />
          <TextInput
            label={t("quote.description")}
            value={asked.description ?? ""}
            onChange={(event) => set({ description: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("axis.modality")}
            value={asked.modality}
            data={choices("modality")}
            onChange={(event) => set({ modality: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("axis.study_type")}
            value={asked.study_type ?? ""}
            data={[any, ...choices("study_type")]}
            onChange={(event) => set({ study_type: event.currentTarget.value || null })}
          />
          <NativeSelect
            label={t("axis.kind")}
            value={asked.kind}
            data={choices("kind")}
            onChange={(event) => {
              const chosen = KINDS.find((one) => one === event.currentTarget.value);
              if (chosen) set({ kind: chosen });
            }}
          />
          <NativeSelect
            label={t("axis.priority")}
            value={asked.priority}
            data={choices("priority")}
            onChange={(event) => {
              const chosen = PRIORITIES.find((one) => one === event.currentTarget.value);
              if (chosen) set({ priority: chosen });
            }}
          />
          <NativeSelect
            label={t("axis.time_band")}
            value={asked.time_band ?? ""}
            data={[{ value: "", label: t("quote.noBand") }, ...choices("time_band")]}
            onChange={(event) => set({ time_band: event.currentTarget.value })}
          />
          {asked.side === "payout" ? (
            <>
              <NativeSelect
                label={t("axis.reader")}
                value={asked.reader ?? ""}
                data={[{ value: "", label: t("rates.any") }, ...choices("reader")]}
                onChange={(event) => set({ reader: event.currentTarget.value || null })}
              />
              <TextInput
                w={80}
                label={t("quote.rvu")}
                value={asked.rvu ?? "1"}
                onChange={(event) => set({ rvu: event.currentTarget.value })}
              />
              <Checkbox
                label={t("premium.onShift")}
                checked={asked.on_shift ?? false}
                onChange={(event) => set({ on_shift: event.currentTarget.checked })}
              />
            </>
          ) : null}
          <Button type="submit" loading={ask.isPending} disabled={site === ""}>
            {t("quote.ask")}
          </Button>
        </Group>
      </form>
      {ask.error ? <Banner tone="danger">{failureText(ask.error)}</Banner> : null}
      {ask.data ? <Answer answer={ask.data} /> : null}
    </section>
  );
}

function Answer({ answer }: { answer: QuoteAnswer }) {
  const { t } = useTranslation("billing");
  const { currency } = answer;
  return (
    <>
      <dl className={page.facts}>
        <dt>{t("quote.price")}</dt>
        <dd>
          <strong>
            {answer.amount === null ? (
              t(answer.study_type ? "quote.noRate" : "quote.noType")
            ) : (
              <Amount amount={answer.amount} currency={currency} />
            )}
          </strong>
        </dd>
        {answer.amount !== null ? (
          <>
            <dt>{t("quote.made")}</dt>
            <dd>
              {t("quote.parts", {
                base: answer.base,
                rvu: answer.rvu,
                premium: answer.premium,
              })}
            </dd>
          </>
        ) : null}
        <dt>{t("axis.study_type")}</dt>
        <dd>{answer.study_type?.name ?? t("quote.noType")}</dd>
        <dt>{t("quote.card")}</dt>
        <dd>{answer.card?.name ?? t("quote.noCard")}</dd>
      </dl>
      {answer.lines.length > 0 ? (
        <div className={page.scroll}>
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">{t("quote.line")}</th>
                <th scope="col">{t("rates.amount")}</th>
                <th scope="col">{t("quote.verdict")}</th>
              </tr>
            </thead>
            <tbody>
              {answer.lines.map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the answer is shown once, as it came
                <tr key={place}>
                  <td>{Object.values(line.says).join(" · ") || t("quote.everything")}</td>
                  <td>
                    <Amount amount={line.amount} currency={currency} />
                  </td>
                  <td>
                    {line.chosen ? (
                      <Tag tone="good" shape="✓">
                        {t("quote.counts")}
                      </Tag>
                    ) : line.differs_on.length > 0 ? (
                      t("quote.differs", {
                        axes: line.differs_on.map((axis) => t(`axis.${axis}`)).join(", "),
                      })
                    ) : (
                      t("quote.lessSpecific")
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  );
}
