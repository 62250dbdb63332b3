import { useTranslation } from "react-i18next";
import type { DryRunResult, DryRunRow, DryRunSide } from "@/api/ruleSets";
import { formatMoment } from "@/lib/dates";
import page from "@/ui/page.module.css";
import { share, signed } from "../model/figures";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";

/** What the rules would have done, beside what was done: before, after, difference. */
export function DryRunReport({ result, days }: { result: DryRunResult; days: number }) {
  const { t } = useTranslation("rules");
  const { words } = useRuleWords();
  if (result.tasks === 0) return <p>{t("dryRun.none")}</p>;
  const { before, after } = result.total;
  return (
    <>
      <p>{t("dryRun.studies", { tasks: result.tasks, days })}</p>
      <dl className={styles.figures}>
        <Figure label={t("dryRun.changed")} value={String(result.changed)} />
        <Figure
          label={t("dryRun.slaHits")}
          value={share(after.hits, after.hits + after.misses)}
          before={share(before.hits, before.hits + before.misses)}
        />
        <Figure
          label={t("dryRun.unassignable")}
          value={String(after.unassignable)}
          before={String(before.unassignable)}
        />
      </dl>
      <SideTable
        title={t("dryRun.byPriority")}
        heading={t("dryRun.priority")}
        rows={result.by_priority}
        say={(name) => words.parameterWord("priority", name) ?? name}
      />
      <SideTable
        title={t("dryRun.byPathway")}
        heading={t("dryRun.pathway")}
        rows={result.by_pathway}
        say={(name) => name}
      />
      <LoadTable result={result} />
      <ExampleTable result={result} />
    </>
  );
}

function Figure({ label, value, before }: { label: string; value: string; before?: string }) {
  const { t } = useTranslation("rules");
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}{" "}
        {before === undefined ? null : (
          <small>
            {t("dryRun.before")}: {before}
          </small>
        )}
      </dd>
    </div>
  );
}

function Table({
  title,
  headings,
  rows,
}: {
  title: string;
  headings: readonly string[];
  rows: readonly { key: string; cells: readonly string[] }[];
}) {
  if (rows.length === 0) return null;
  return (
    <section className={page.section}>
      <h3>{title}</h3>
      <div className={page.scroll}>
        <table className={page.table}>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, place) => (
                  <td key={headings[place]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SideTable({
  title,
  heading,
  rows,
  say,
}: {
  title: string;
  heading: string;
  rows: readonly DryRunRow[];
  say: (name: string) => string;
}) {
  const { t } = useTranslation("rules");
  const both = (label: string, side: string) => `${label}: ${side}`;
  const cells = ({ tasks, hits, misses, unassignable }: DryRunSide) => [
    String(tasks),
    share(hits, hits + misses),
    String(unassignable),
  ];
  const headings = (side: string) => [
    both(side, t("dryRun.tasks")),
    both(side, t("dryRun.slaHits")),
    both(side, t("dryRun.unassignable")),
  ];
  return (
    <Table
      title={title}
      headings={[heading, ...headings(t("dryRun.before")), ...headings(t("dryRun.after"))]}
      rows={rows.map(({ name, before, after }) => ({
        key: name,
        cells: [say(name), ...cells(before), ...cells(after)],
      }))}
    />
  );
}

function LoadTable({ result }: { result: DryRunResult }) {
  const { t } = useTranslation("rules");
  return (
    <Table
      title={t("dryRun.perReader")}
      headings={[t("dryRun.reader"), t("dryRun.before"), t("dryRun.after"), t("dryRun.difference")]}
      rows={result.by_reader.map(({ reader, before_minutes, after_minutes }) => ({
        key: reader.id,
        cells: [
          reader.name,
          String(Math.round(before_minutes)),
          String(Math.round(after_minutes)),
          signed(Math.round(after_minutes) - Math.round(before_minutes)),
        ],
      }))}
    />
  );
}

function ExampleTable({ result }: { result: DryRunResult }) {
  const { t } = useTranslation("rules");
  return (
    <Table
      title={t("dryRun.examples")}
      headings={[
        t("dryRun.study"),
        t("dryRun.site"),
        t("dryRun.received"),
        t("dryRun.before"),
        t("dryRun.after"),
      ]}
      rows={result.examples
        .filter(({ changed }) => changed)
        .map((task) => ({
          key: task.id,
          cells: [
            task.description,
            task.site,
            formatMoment(task.received_at),
            task.before,
            task.after,
          ],
        }))}
    />
  );
}
