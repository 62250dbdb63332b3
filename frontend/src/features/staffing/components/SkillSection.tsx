import { Button, Group, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addReaderSkill,
  listReaderSkills,
  removeReaderSkill,
  type Skill,
  staffingKeys,
} from "@/api/staffing";
import { asChoices, knownCode, lookUp } from "@/lib/lookUp";
import { useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";

export function SkillSection({ readerId, mayManage }: { readerId: string; mayManage: boolean }) {
  const { t } = useTranslation("staffing");
  const client = useQueryClient();
  const failureText = useFailureText();
  const skills = useQuery({
    queryKey: staffingKeys.skills(readerId),
    queryFn: () => listReaderSkills(readerId),
  });
  const refresh = () => client.invalidateQueries({ queryKey: staffingKeys.all });
  const remove = useMutation({
    mutationFn: removeReaderSkill,
    onSuccess: refresh,
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });
  const names = t("skill", { returnObjects: true });
  const levels = t("level", { returnObjects: true });
  return (
    <PlainTable
      title={t("skills.title")}
      explanation={t("skills.explanation")}
      empty={t("skills.empty")}
      rows={skills.data}
      error={skills.error}
      onRetry={() => void skills.refetch()}
      action={
        mayManage ? (
          <NewSkill
            readerId={readerId}
            known={skills.data?.map(({ skill }) => skill) ?? []}
            onAdded={refresh}
          />
        ) : null
      }
      columns={[
        { heading: t("skills.skill"), cell: ({ skill }) => lookUp(names, skill) },
        { heading: t("skills.level"), cell: ({ level }) => lookUp(levels, String(level)) },
        {
          heading: "",
          cell: ({ id, skill }) =>
            mayManage ? (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("skills.remove", { skill: lookUp(names, skill) })}
                onClick={() => remove.mutate(id)}
              >
                ✕
              </Button>
            ) : null,
        },
      ]}
    />
  );
}

function NewSkill({
  readerId,
  known,
  onAdded,
}: {
  readerId: string;
  known: readonly string[];
  onAdded: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const failureText = useFailureText();
  const [skill, setSkill] = useState<Skill | null>(null);
  const [level, setLevel] = useState("1");
  const names = t("skill", { returnObjects: true });
  const add = useMutation({
    mutationFn: (chosen: Skill) =>
      addReaderSkill({ reader: readerId, skill: chosen, level: Number(level) }),
    onSuccess: () => {
      setSkill(null);
      return onAdded();
    },
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });
  return (
    <Group gap="xs">
      <Select
        size="xs"
        aria-label={t("skills.skill")}
        placeholder={t("skills.skill")}
        data={asChoices(names).filter(({ value }) => !known.includes(value))}
        value={skill}
        onChange={(value) => setSkill(knownCode(names, value))}
      />
      <Select
        size="xs"
        aria-label={t("skills.level")}
        data={asChoices(t("level", { returnObjects: true }))}
        value={level}
        onChange={(value) => setLevel(value ?? "1")}
        allowDeselect={false}
      />
      <Button
        size="xs"
        variant="default"
        disabled={skill === null}
        loading={add.isPending}
        onClick={() => skill && add.mutate(skill)}
      >
        {t("skills.add")}
      </Button>
    </Group>
  );
}
