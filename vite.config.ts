import { defineConfig } from "vite";

/** Builds the widget into the one file that cities embed. The JSX settings come from tsconfig.json. */
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2020",
    outDir: "dist/widget",
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: "widget/main.tsx",
      output: { format: "iife", entryFileNames: "widget.js" },
    },
  },
});
