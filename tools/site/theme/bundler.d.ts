// what Vite adds to a module: style sheets as imports, import.meta.glob
/// <reference types="vitepress/client" />
