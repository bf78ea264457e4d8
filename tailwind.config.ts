import type { Config } from "tailwindcss";
import plugin from "tailwindcss/plugin";

/**
 * The one home of design tokens. Surfaces are neutral, because people judge pictures by colour between them; the one
 * accent is the grease pencil. Text keeps 4.5:1 in both themes, borders that alone mark a control 3:1.
 */
const colours = {
  paper: "light-dark(oklch(0.955 0 0), oklch(0.165 0 0))",
  sheet: "light-dark(oklch(0.99 0 0), oklch(0.205 0 0))",
  raised: "light-dark(oklch(0.945 0 0), oklch(0.25 0 0))",
  /** Dividers, and borders of controls that their text marks as well. */
  line: "light-dark(oklch(0.87 0 0), oklch(0.31 0 0))",
  /** Borders that alone mark a control or an empty slot. */
  "line-strong": "light-dark(oklch(0.6 0 0), oklch(0.53 0 0))",
  ink: "light-dark(oklch(0.2 0 0), oklch(0.95 0 0))",
  "ink-2": "light-dark(oklch(0.4 0 0), oklch(0.76 0 0))",
  "ink-3": "light-dark(oklch(0.5 0 0), oklch(0.66 0 0))",
  /** Primary action, marks, what is running. */
  pencil: "light-dark(oklch(0.54 0.175 42), oklch(0.72 0.18 45))",
  "pencil-ink": "light-dark(oklch(0.99 0 0), oklch(0.17 0.03 45))",
  "pencil-soft": "light-dark(oklch(0.91 0.045 55), oklch(0.33 0.055 45))",
  /** What visitors of a share picked: the client's pen beside the owner's pencil. */
  pen: "light-dark(oklch(0.5 0.15 258), oklch(0.76 0.12 250))",
  good: "light-dark(oklch(0.5 0.13 155), oklch(0.78 0.15 155))",
  warn: "light-dark(oklch(0.52 0.11 75), oklch(0.84 0.15 90))",
  bad: "light-dark(oklch(0.53 0.2 25), oklch(0.7 0.18 22))",
  /** Lies on pictures of any colour, so it is the same in both themes. */
  plate: "oklch(0.2 0 0 / 0.86)",
  "plate-ink": "oklch(0.98 0 0)",
  scrim: "light-dark(oklch(0.2 0 0 / 0.35), oklch(0 0 0 / 0.6))",
};

const names = Object.keys(colours);

const spacing = { "frame-gap": "6px", header: "52px", composer: "396px", "phone-composer": "168px" };

export default {
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      ...Object.fromEntries(names.map((name) => [name, `var(--${name})`])),
    },
    fontFamily: {
      sans: ["var(--font-geist-sans-further)", "var(--font-geist-sans)", "ui-sans-serif", "system-ui", "sans-serif"],
      mono: ["var(--font-geist-mono)", "ui-monospace", "monospace"],
    },
    fontSize: {
      fact: ["11px", "16px"],
      hint: ["12px", "16px"],
      label: ["13px", "20px"],
      body: ["14px", "20px"],
      field: ["16px", "22px"],
      title: ["18px", "24px"],
    },
    borderRadius: { none: "0", chip: "3px", frame: "4px", DEFAULT: "6px", sheet: "10px", full: "9999px" },
    extend: {
      spacing,
      transitionDuration: { quick: "120ms", develop: "200ms" },
    },
  },
  plugins: [
    plugin(({ addBase }) => {
      addBase({
        ":root": {
          colorScheme: "light dark",
          ...Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--${name}`, value])),
          ...Object.fromEntries(Object.entries(spacing).map(([name, value]) => [`--spacing-${name}`, value])),
        },
        ":root[data-theme=light]": { colorScheme: "light" },
        ":root[data-theme=dark]": { colorScheme: "dark" },
      });
    }),
  ],
} satisfies Config;
