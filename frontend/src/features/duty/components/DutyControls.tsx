import { Button, Menu } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "@/lib/dates";
import { useNow } from "@/lib/useNow";
import { useDuty } from "../hooks/useDuty";
import { shiftsAround } from "../model/shifts";
import styles from "./duty.module.css";
import { LocationDialog } from "./LocationDialog";

const REASONS = ["break", "meeting", "procedure", "other"] as const;

/** Available or away, on shift or off, and where the reader is reading now. */
export function DutyControls() {
  const duty = useDuty();
  if (duty.availability.error) return null;
  return (
    <div className={styles.duty}>
      <AvailabilityMenu duty={duty} />
      <LocationButton duty={duty} />
    </div>
  );
}

type Duty = ReturnType<typeof useDuty>;

function AvailabilityMenu({ duty }: { duty: Duty }) {
  const { t } = useTranslation("duty");
  const now = useNow("half-minute");
  const { present, next } = shiftsAround(duty.shifts.data ?? [], now);
  const state = duty.availability.data?.state;
  if (!state) return null;
  const away = state === "away";
  const shift = present
    ? t("onShiftUntil", { moment: formatMoment(present.ends_at) })
    : next
      ? t("nextShift", { moment: formatMoment(next.starts_at) })
      : t("noShift");

  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <button
          type="button"
          className={styles.control}
          data-state={state}
          title={shift}
          aria-label={t("menu", { state: `${t(state)}, ${shift}` })}
        >
          <span aria-hidden>{away ? "◌" : "●"}</span>
          <span>{t(state)}</span>
          <span className={styles.soft}>
            {duty.shifts.data ? t(present ? "onShift" : "offShift") : ""}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shift}</Menu.Label>
        {away ? (
          <Menu.Item onClick={() => duty.declare.mutate({ state: "available", reason: "" })}>
            ● {t("goAvailable")}
          </Menu.Item>
        ) : (
          <>
            <Menu.Label>{t("goAway")}</Menu.Label>
            {REASONS.map((reason) => (
              <Menu.Item
                key={reason}
                onClick={() =>
                  duty.declare.mutate({ state: "away", reason: t(`awayReasons.${reason}`) })
                }
              >
                ◌ {t(`awayReasons.${reason}`)}
              </Menu.Item>
            ))}
            <p className={styles.explanation}>{t("awayExplanation")}</p>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function LocationButton({ duty }: { duty: Duty }) {
  const { t } = useTranslation("duty");
  const [asking, setAsking] = useState(false);
  const code = duty.location.data?.jurisdiction ?? null;
  const name = duty.placeName;
  if (!duty.location.data) return null;
  const unlicensed = code !== null && !duty.location.data.licensed;
  return (
    <>
      <Button
        size="compact-sm"
        variant={name ? "subtle" : "filled"}
        onClick={() => setAsking(true)}
        title={
          unlicensed
            ? t("unlicensed", { place: name })
            : name
              ? t("location", { place: name })
              : t("locationExplanation")
        }
      >
        {name ? (
          <>
            {unlicensed ? <span aria-hidden>⚠&nbsp;</span> : <IconMapPin size={13} aria-hidden />}
            {unlicensed ? t("unlicensedShort", { place: name }) : name}
          </>
        ) : (
          t("noLocation")
        )}
      </Button>
      <LocationDialog
        opened={asking}
        present={code}
        isPending={duty.move.isPending}
        onClose={() => setAsking(false)}
        onChoose={(place) => duty.move.mutate(place, { onSuccess: () => setAsking(false) })}
      />
    </>
  );
}
