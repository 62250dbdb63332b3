import { Menu } from "@mantine/core";
import {
  IconBuildingHospital,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUserCircle,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSessionActions } from "@/features/session";
import { useSession } from "@/lib/currentSession";
import { useAppearance } from "./appearance";
import styles from "./frame.module.css";

/** Who is logged in and where; practice, appearance, help, log-out. */
export function UserMenu({ onKeyboardHelp }: { onKeyboardHelp: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { changeTenant, end } = useSessionActions();
  const { appearance, choose } = useAppearance();
  const navigate = useNavigate();
  const others = session.memberships.filter(({ tenant }) => tenant.id !== session.tenant.id);

  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={styles.account}
          aria-label={t("user.menu", { name: session.user.name })}
        >
          <IconUserCircle size={18} stroke={1.6} />
          <span>{session.user.name}</span>
          <span className={styles.tenant}>{session.tenant.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.user.name} · {session.tenant.name}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconSettings size={15} />}
          onClick={() => void navigate({ to: "/settings" })}
        >
          {t("user.settings")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={onKeyboardHelp}>
          {t("user.keyboard")}
        </Menu.Item>
        {appearance === "dark" ? (
          <Menu.Item leftSection={<IconSun size={15} />} onClick={() => choose("light")}>
            {t("user.light")}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconMoon size={15} />} onClick={() => choose("dark")}>
            {t("user.dark")}
          </Menu.Item>
        )}
        {others.length > 0 ? <Menu.Label>{t("user.practice")}</Menu.Label> : null}
        {others.map(({ tenant }) => (
          <Menu.Item
            key={tenant.id}
            leftSection={<IconBuildingHospital size={15} />}
            onClick={() => void changeTenant(tenant.slug)}
          >
            {tenant.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void end()}>
          {t("user.logOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
