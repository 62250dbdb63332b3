import { Menu, VisuallyHidden } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { howManyFit } from "./fitting";
import styles from "./frame.module.css";
import type { Place } from "./places";

const MOST = 99;

/** The places a person may go to; those that the bar has no room for are in a menu at its end. */
export function PlaceLinks({
  places,
  waiting,
}: {
  places: readonly Place[];
  /** How much waits for the person at a place. */
  waiting: Partial<Record<Place["name"], number>>;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  const rule = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(places.length);

  useLayoutEffect(() => {
    const measure = () => {
      const [more = 0, ...widths] = [...(rule.current?.children ?? [])].map(
        (one) => one.getBoundingClientRect().width,
      );
      setCount(howManyFit(widths, bar.current?.clientWidth ?? 0, more));
    };
    const observer = new ResizeObserver(measure);
    for (const one of [bar.current, rule.current]) if (one) observer.observe(one);
    measure();
    return () => observer.disconnect();
  }, []);

  const hidden = places.slice(count);
  const isIn = hidden.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <nav ref={bar} className={styles.links} aria-label={t("navigation.label")}>
      {places.slice(0, count).map(({ to, name, icon: Icon }) => (
        <Link key={to} to={to} className={styles.link}>
          <Icon size={16} stroke={1.7} />
          {t(`navigation.${name}`)}
          <Waiting count={waiting[name]} />
        </Link>
      ))}
      {hidden.length > 0 ? (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <button
              type="button"
              className={`${styles.link} ${styles.more}`}
              aria-current={isIn ? "page" : undefined}
            >
              <IconDots size={16} stroke={1.7} />
              {t("navigation.more")}
              <Waiting count={sum(hidden.map(({ name }) => waiting[name] ?? 0))} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {hidden.map(({ to, name, icon: Icon }) => (
              <Menu.Item
                key={to}
                leftSection={<Icon size={15} />}
                onClick={() => void navigate({ to })}
              >
                {t(`navigation.${name}`)} <Waiting count={waiting[name]} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {/* Every place at its full width, seen and read by nobody, to tell how many there is room for. */}
      <div ref={rule} className={styles.rule} aria-hidden="true">
        {["more" as const, ...places.map(({ name }) => name)].map((name) => (
          <span key={name} className={styles.link} data-words={t(`navigation.${name}`)}>
            <IconDots size={16} />
            <Waiting count={name === "more" ? undefined : waiting[name]} />
          </span>
        ))}
      </div>
    </nav>
  );
}

function Waiting({ count }: { count: number | undefined }) {
  const { t } = useTranslation();
  if (!count) return null;
  return (
    <strong className={styles.waiting}>
      <span aria-hidden="true">{count > MOST ? `${MOST}+` : count}</span>
      <VisuallyHidden>{t("navigation.waiting", { count })}</VisuallyHidden>
    </strong>
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
